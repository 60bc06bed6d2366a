internal import Catalog

/// A credit as a line of a form: `mixer: Hanne Orrel, https://example.org`.
enum CreditLine {
    /// The line for a credit.
    static func text(_ credit: CreditAnswer) -> String {
        "\(credit.role.rawValue): \(credit.personName)\(credit.url.map { ", \($0)" } ?? "")"
    }

    /// The credits that `text` spells, empty lines left out; a line without a known part is of part `other`.
    static func credits(in text: String) -> [Credit] {
        text.split(whereSeparator: \.isNewline).map(trimmed).filter { !$0.isEmpty }.map(credit)
    }

    private static func credit(_ line: Substring) -> Credit {
        let parts = line.split(separator: ":", maxSplits: 1)
        let role = parts.count == 2 ? Credit.Role(rawValue: trimmed(parts[0]).lowercased()) : nil
        let rest = role == nil ? line : trimmed(parts[1])
        guard let comma = rest.lastIndex(of: ","), isAddress(rest[rest.index(after: comma)...]) else {
            return Credit(personName: String(rest), role: role ?? .other)
        }
        let url = trimmed(rest[rest.index(after: comma)...])
        return Credit(personName: String(trimmed(rest[..<comma])), role: role ?? .other, url: String(url))
    }

    private static func isAddress(_ text: Substring) -> Bool {
        ["https://", "http://"].contains { trimmed(text).lowercased().hasPrefix($0) }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
