internal import Catalog
internal import Markdown

/// Words for numbers, as pages write them.
enum Wording {
    /// `one version`, `2 versions`.
    static func versions(_ count: Int) -> String { count == 1 ? "one version" : "\(count) versions" }

    /// `1 comment`, `2 comments`.
    static func comments(_ count: Int) -> String { count == 1 ? "1 comment" : "\(count) comments" }

    /// `once`, `1,204 times`.
    static func times(_ count: Int) -> String {
        switch count {
        case 0: "not yet"
        case 1: "once"
        default: "\(thousands(count)) times"
        }
    }

    /// A whole number with commas: `1,204`.
    static func thousands(_ count: Int) -> String {
        let digits = Array(String(count).reversed())
        let groups = stride(from: 0, to: digits.count, by: 3).map { start in
            String(digits[start..<min(start + 3, digits.count)].reversed())
        }
        return groups.reversed().joined(separator: ",")
    }

    /// A number with one digit after the point and a real minus: `−9.8`.
    static func tenths(_ value: Double) -> String {
        let rounded = Int((value * 10).rounded())
        let digits = "\(abs(rounded) / 10).\(abs(rounded) % 10)"
        return rounded < 0 ? "−\(digits)" : digits
    }

    /// Bytes for people: `9.8 GB`.
    static func bytes(_ count: Int) -> String {
        for (unit, size) in [
            ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000),
        ]
        where count >= size {
            let tenths = count / (size / 10)
            return tenths % 10 == 0 || tenths >= 1000
                ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
        }
        return count == 1 ? "1 byte" : "\(count) bytes"
    }

    /// `44.1 kHz, stereo`; nil where neither is known.
    static func sound(rate: Int?, channels: Int?) -> String? {
        let kilohertz = rate.map {
            $0.isMultiple(of: 1000) ? "\($0 / 1000) kHz" : "\(tenths(Double($0) / 1000)) kHz"
        }
        let layout = channels.map { $0 == 1 ? "mono" : $0 == 2 ? "stereo" : "\($0) channels" }
        let parts = [kilohertz, layout].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// Whether a title needs smaller letters to stand in the first view.
    static func isLong(_ title: String) -> Bool {
        title.count > 22 || title.split(separator: " ").contains { $0.count > 12 }
    }

    /// The beginning of a Markdown text as plain text of at most `limit` characters, cut between words.
    static func excerpt(_ markdown: String, limit: Int = 200) -> String {
        let plain = Markdown.plainText(from: markdown)
        guard plain.count > limit else { return plain }
        let cut = plain.prefix(limit)
        return (cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
    }
}
