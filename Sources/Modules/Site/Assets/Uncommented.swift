/// Scripts and styles without what is written for those who read their sources: comments and indentation.
///
/// Comments go that begin their line, and types of scripts wherever they stand; the lines stay, so that a fault is
/// reported where it is in the source. No string in `Web/` runs over several lines, or holds what begins like one of
/// these comments.
struct Uncommented {
    private(set) var bytes: [UInt8] = []
    private var isInside = false

    private static let opening = Array("/*".utf8)
    private static let typing = Array("/** @".utf8)
    private static let closing = Array("*/".utf8)

    init(_ source: [UInt8]) {
        bytes.reserveCapacity(source.count)
        let lines = source.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\n")) }
            keep(line)
        }
    }

    /// Keeps what is no comment at the start of `line`, or after one that ends there.
    private mutating func keep(_ line: ArraySlice<UInt8>) {
        let text = line.drop(while: Self.isBlank)
        if isInside {
            guard let end = text.firstRange(of: Self.closing) else { return }
            isInside = false
            keep(text[end.upperBound...])
        } else if text.starts(with: Self.opening) {
            isInside = true
            keep(text.dropFirst(2))
        } else if !text.starts(with: "//".utf8) {
            keepUntyped(text)
        }
    }

    /// Keeps `text` but for the types that are said in it.
    private mutating func keepUntyped(_ text: ArraySlice<UInt8>) {
        var rest = text
        while let start = rest.firstRange(of: Self.typing),
            let end = rest[start.upperBound...].firstRange(of: Self.closing)
        {
            bytes += rest[..<start.lowerBound]
            rest = rest[end.upperBound...].drop(while: Self.isBlank)
        }
        bytes += rest
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
