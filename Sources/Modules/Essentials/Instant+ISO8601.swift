extension Instant: LosslessStringConvertible {
    /// `YYYY-MM-DDTHH:MM:SS.mmmZ` (RFC 3339), always in UTC and with milliseconds.
    package var description: String {
        let day = Day(of: self)
        let rest = Int(milliseconds - day.start.milliseconds)
        var text: [UInt8] = []
        text.reserveCapacity(24)
        day.append(to: &text)
        text.append(UInt8(ascii: "T"))
        text.appendDigits(rest / 3_600_000, 2)
        text.append(UInt8(ascii: ":"))
        text.appendDigits(rest / 60_000 % 60, 2)
        text.append(UInt8(ascii: ":"))
        text.appendDigits(rest / 1000 % 60, 2)
        text.append(UInt8(ascii: "."))
        text.appendDigits(rest % 1000, 3)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// The instant that an RFC 3339 time spells, with any offset and up to nine digits of a second; nil otherwise.
    package init?(_ text: String) {
        guard text.utf8.count >= 20, let day = Day(String(text.prefix(10))) else { return nil }
        var reader = DigitReader(String(text.dropFirst(10)))
        guard reader.take("T") || reader.take("t"), let hour = reader.number(2), hour < 24, reader.take(":"),
            let minute = reader.number(2), minute < 60, reader.take(":"), let second = reader.number(2),
            second < 61
        else { return nil }
        let thousandths = reader.take(".") ? reader.fraction() : 0
        guard let thousandths, let offset = reader.zoneOffset(), reader.isAtEnd else { return nil }
        let seconds = hour * 3600 + minute * 60 + second - offset
        self.init(milliseconds: day.start.milliseconds + Int64(seconds * 1000 + thousandths))
        // An offset may lead out of the years that have four digits, and so can be written again.
        guard Day(of: self).isWritable else { return nil }
    }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        self = try decodeText(from: decoder, Instant.init, "a time, as in 2026-11-21T18:00:00.000Z")
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension DigitReader {
    /// One to nine digits after the point of a second, cut to milliseconds.
    fileprivate mutating func fraction() -> Int? {
        var value = 0
        var count = 0
        while let digit = number(1), count < 9 {
            if count < 3 { value = value * 10 + digit }
            count += 1
        }
        guard count > 0 else { return nil }
        for _ in count..<max(3, count) { value *= 10 }
        return value
    }

    /// `Z`, or `±HH:MM` in seconds east of Greenwich.
    fileprivate mutating func zoneOffset() -> Int? {
        if take("Z") || take("z") { return 0 }
        let sign = take("+") ? 1 : take("-") ? -1 : 0
        guard sign != 0, let hours = number(2), hours < 24, take(":"), let minutes = number(2), minutes < 60
        else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }
}
