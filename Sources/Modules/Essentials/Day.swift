/// A day in UTC, as statistics count it.
package struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    package var number: Int

    /// The day that lies `number` days after 1970-01-01.
    package init(number: Int) {
        self.number = number
    }

    /// The UTC day that holds `instant`.
    package init(of instant: Instant) {
        let seconds = Int(instant.unixSeconds)
        number = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    }

    /// The first millisecond of the day.
    package var start: Instant { Instant(milliseconds: Int64(number) * 86_400_000) }

    /// Whether its year has the four digits in which years are written.
    package var isWritable: Bool { (0...9999).contains(Calendar.date(days: number).year) }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }
}

extension Day: LosslessStringConvertible {
    /// `YYYY-MM-DD` (ISO 8601 §5.2.1.1).
    package var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Adds `description` to `text`.
    func append(to text: inout [UInt8]) {
        let date = Calendar.date(days: number)
        text.appendDigits(date.year, 4)
        text.append(UInt8(ascii: "-"))
        text.appendDigits(date.month, 2)
        text.append(UInt8(ascii: "-"))
        text.appendDigits(date.day, 2)
    }

    /// The day that `text` spells as `YYYY-MM-DD`, or nil.
    package init?(_ text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), reader.isAtEnd, (1...12).contains(month),
            (1...Calendar.daysInMonth(month, year: year)).contains(day)
        else { return nil }
        self.init(number: Calendar.days(year: year, month: month, day: day))
    }
}

extension Day: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decodeText(from: decoder, Day.init, "a day, YYYY-MM-DD")
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
