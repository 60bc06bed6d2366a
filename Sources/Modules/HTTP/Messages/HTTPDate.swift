package import Essentials
internal import Glibc

/// Dates as RFC 9110 §5.6.7 writes them: `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    /// `instant`, cut to whole seconds.
    package static func print(_ instant: Instant) -> String {
        var seconds = time_t(instant.unixSeconds)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        var text: [UInt8] = []
        text.reserveCapacity(29)
        text += weekdays[Int(parts.tm_wday)].utf8
        text += [UInt8(ascii: ","), .space]
        text.appendDigits(parts.tm_mday)
        text += [.space]
        text += months[Int(parts.tm_mon)].utf8
        text += [.space]
        let year = parts.tm_year + 1900
        text.appendDigits(year / 100)
        text.appendDigits(year % 100)
        text += [.space]
        text.appendDigits(parts.tm_hour)
        text += [.colon]
        text.appendDigits(parts.tm_min)
        text += [.colon]
        text.appendDigits(parts.tm_sec)
        text += " GMT".utf8
        return String(decoding: text, as: UTF8.self)
    }

    /// The instant that a date in the preferred form spells; nil for the two obsolete forms and anything else.
    package static func parse(_ text: String) -> Instant? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[5] == "GMT", parts[0].count == 4, parts[0].hasSuffix(","),
            let month = months.firstIndex(of: String(parts[2]))
        else { return nil }
        let number = month + 1 < 10 ? "0\(month + 1)" : "\(month + 1)"
        return Instant("\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}

extension [UInt8] {
    /// Adds a number below 100 as two digits.
    fileprivate mutating func appendDigits(_ number: CInt) {
        append(UInt8(ascii: "0") + UInt8(number / 10))
        append(UInt8(ascii: "0") + UInt8(number % 10))
    }
}
