/// Scripts and styles without what is written for those who read their sources.
///
/// Comments go that begin their line; the lines stay, so that a fault is reported where it is in the source. No
/// string in `Web/` runs over several lines, one of which would begin like a comment.
struct Uncommented {
    private(set) var bytes: [UInt8] = []
    private var isInside = false

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
            guard let end = text.firstRange(of: Array("*/".utf8)) else { return }
            isInside = false
            keep(text[end.upperBound...].drop(while: Self.isBlank))
        } else if text.starts(with: "/*".utf8) {
            isInside = true
            keep(text.dropFirst(2))
        } else if !text.starts(with: "//".utf8) {
            bytes += text.isEmpty ? text : line
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
