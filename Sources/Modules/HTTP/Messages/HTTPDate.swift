package import Essentials

/// Dates as RFC 9110 §5.6.7 writes them: `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum HTTPDate {
    /// `instant`, cut to whole seconds.
    package static func print(_ instant: Instant) -> String {
        let day = Day(of: instant)
        let iso = day.description.split(separator: "-")
        let weekday = ((day.number + 4) % 7 + 7) % 7
        let month = Int(iso[1]).map { months[$0 - 1] } ?? ""
        let clock = instant.description.dropFirst(11).prefix(8)
        return "\(weekdays[weekday]), \(iso[2]) \(month) \(iso[0]) \(clock) GMT"
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
