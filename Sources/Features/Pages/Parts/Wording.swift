internal import Catalog
internal import Essentials
internal import Markdown

/// Words for numbers, as pages write them.
enum Wording {
    /// `one version`, `two versions`; in digits beyond twelve.
    static func versions(_ count: Int) -> String {
        count == 1 ? "one version" : "\(word(for: count)) versions"
    }

    private static let small = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ]

    /// `one comment`, `two comments`; in digits beyond twelve.
    static func comments(_ count: Int) -> String {
        count == 1 ? "one comment" : "\(word(for: count)) comments"
    }

    private static func word(for count: Int) -> String {
        small.indices.contains(count) ? small[count] : thousands(count)
    }

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

    /// A level in decibels against full scale, with its sign: `−1.0`, `+0.4`.
    static func level(_ value: Double) -> String {
        let text = tenths(value)
        return value > 0 && text != "0.0" ? "+\(text)" : text
    }

    /// Bytes for people: `9.8 GB`.
    static func bytes(_ count: Int) -> String { ByteCount(count).description }

    /// `44.1 kHz, stereo`; nil where neither is known.
    static func sound(rate: Int?, channels: Int?) -> String? {
        let kilohertz = rate.map {
            $0.isMultiple(of: 1000) ? "\($0 / 1000) kHz" : "\(tenths(Double($0) / 1000)) kHz"
        }
        let layout = channels.map { $0 == 1 ? "mono" : $0 == 2 ? "stereo" : "\($0) channels" }
        let parts = [kilohertz, layout].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// How large a title can be set and still stand in the first view: `short`, `long`, `longer` or none of them;
    /// `tall` beside it where its letters reach higher than Latin ones.
    static func size(of title: String) -> String {
        let tall =
            title.unicodeScalars.contains { $0.value >= 0x590 && $0.properties.isAlphabetic } ? " tall" : ""
        let words = title.split(separator: " ")
        let width = width(of: title)
        let longest = words.filter { self.width(of: $0) == $0.count }.map(\.count).max() ?? 0
        if width > 56 || longest > 26 { return " longer\(tall)" }
        if width > 24 || longest > 13 { return " long\(tall)" }
        return width <= 10 ? " short\(tall)" : tall
    }

    /// In Latin letters; ideographs, kana and hangul are as wide as two, and lines may end between them.
    private static func width(of text: some StringProtocol) -> Int {
        text.reduce(0) { width, letter in
            let isWide = letter.unicodeScalars.first.map { first in wide.contains { $0 ~= first.value } }
            return width + (isWide == true ? 2 : 1)
        }
    }

    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x11FF, 0x2E80...0xD7AF, 0xF900...0xFAFF, 0xFF00...0xFFDC,
    ]

    /// The first paragraph of a Markdown text as plain text of at most `limit` characters, cut between words.
    static func excerpt(_ markdown: String, limit: Int = 240) -> String {
        let first = markdown.split(separator: "\n\n", maxSplits: 1).first.map(String.init) ?? ""
        let plain = Markdown.plainText(from: first)
        guard plain.count > limit else { return plain }
        let cut = plain.prefix(limit)
        return (cut.lastIndex(of: " ").map { cut[..<$0] } ?? cut) + "…"
    }
}
