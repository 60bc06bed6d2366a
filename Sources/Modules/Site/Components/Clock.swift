package import Essentials
package import HTML

/// Times as pages show them.
package enum Clock {
    /// `3:05`, or `1:02:03` from an hour on; rounded down to whole seconds as players count.
    package static func text(milliseconds: Int) -> String {
        let seconds = max(0, milliseconds) / 1000
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        let rest = twoDigits(seconds % 60)
        return hours > 0 ? "\(hours):\(twoDigits(minutes)):\(rest)" : "\(minutes):\(rest)"
    }

    /// How long something is: like a time, but never nothing where there is something.
    package static func length(milliseconds: Int) -> String {
        text(milliseconds: (1..<1000).contains(milliseconds) ? 1000 : milliseconds)
    }

    /// The milliseconds that `1:23`, `1:02:03`, `83` or `83.5` spell; nil for anything else.
    package static func milliseconds(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), let last = parts.last.flatMap({ Double($0) }), last >= 0,
            last < (parts.count == 1 ? 360_000 : 60)
        else { return nil }
        var whole = 0
        for part in parts.dropLast() {
            guard !part.isEmpty, part.count <= 3, let number = Int(part), number >= 0 else { return nil }
            whole = whole * 60 + number
        }
        return whole * 60_000 * (parts.count > 1 ? 1 : 0) + Int((last * 1000).rounded())
    }

    /// `4 minutes 5 seconds`, for ears.
    package static func spoken(milliseconds: Int) -> String {
        let seconds = max(0, milliseconds) / 1000
        let parts = [(seconds / 60, "minute"), (seconds % 60, "second")].filter { $0.0 > 0 }
        if parts.isEmpty { return "0 seconds" }
        return parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: " ")
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Instant {
    /// `21 November 2026`, the day in UTC.
    package var dayText: String {
        let parts = Day(of: self).description.split(separator: "-")
        let month = Int(parts[1]).map { months[$0 - 1] } ?? ""
        return "\(Int(parts[2]) ?? 0) \(month) \(parts[0])"
    }

    /// `today`, `yesterday`, else the day, as seen from `now`.
    package func dayText(from now: Instant) -> String {
        switch Day(of: now).number - Day(of: self).number {
        case 0: "today"
        case 1: "yesterday"
        default: dayText
        }
    }
}

/// A `<time>` that scripts turn into the reader's own zone.
package func moment(_ instant: Instant, now: Instant = .now) -> Markup {
    time(.datetime(instant.description), .title(instant.description)) { instant.dayText(from: now) }
}

private let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
]
