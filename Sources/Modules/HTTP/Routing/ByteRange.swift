/// What a `Range` field asks for of content of known length (RFC 9110 §14.1).
enum ByteRange: Equatable {
    /// All of it: the field isn't understood, or asks for several parts, which we don't send.
    case whole

    /// These bytes; never empty.
    case part(Range<Int>)

    /// Bytes that aren't there.
    case unsatisfiable

    /// Reads `text`, as in `bytes=0-99`, `bytes=100-` or `bytes=-100`.
    init(_ text: String, length: Int) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].trimmed.lowercased() == "bytes" else {
            self = .whole
            return
        }
        let ends = parts[1].trimmed.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.position(ends[0]), let last = Self.position(ends[1]) else {
            self = .whole
            return
        }
        self = Self.range(first, last, length)
    }

    private enum Position {
        case missing
        case at(Int)
    }

    private static func range(_ first: Position, _ last: Position, _ length: Int) -> ByteRange {
        switch (first, last) {
        case (.missing, .missing): .whole
        case (.missing, .at(let count)):
            count > 0 && length > 0 ? .part(max(0, length - count)..<length) : .unsatisfiable
        case (.at(let start), .missing): start < length ? .part(start..<length) : .unsatisfiable
        case (.at(let start), .at(let end)) where end < start: .whole
        case (.at(let start), .at(let end)):
            start < length ? .part(start..<min(end, length - 1) + 1) : .unsatisfiable
        }
    }

    /// A number of digits alone, or nothing; nil for anything else.
    ///
    /// What no `Int` holds is as far as one goes.
    private static func position(_ text: Substring) -> Position? {
        if text.isEmpty { return .missing }
        guard text.utf8.allSatisfy(\.isDigit) else { return nil }
        return .at(Int(text) ?? .max)
    }
}
