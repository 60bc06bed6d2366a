/// Whether a text can be read in a time that grows with its length alone.
///
/// cmark-gfm takes the square of what is left open: 100 000 closing brackets after `www.a` half a minute, as many bars
/// as long. What people write has far fewer marks than letters, so that more of them are no Markdown.
enum Effort {
    /// How many marks a text may hold that is no longer than a comment.
    private static let marks = 500

    /// Bytes for each mark that a longer one may hold beyond them.
    private static let bytesPerMark = 40

    /// How many quotes and items may begin on one line, each of which looks at every line that follows.
    private static let deepest = 16

    static func isSmall(_ source: String) -> Bool {
        var left = marks + source.utf8.count / bytesPerMark
        var start = LineStart()
        for byte in source.utf8 {
            if isMark(byte) { left -= 1 }
            start.take(byte)
            guard left >= 0, start.depth <= deepest else { return false }
        }
        return true
    }

    /// Whether the byte opens or closes something within a line; nobody types the two that look like a space.
    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "`"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
            UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: "@"), UInt8(ascii: "&"), UInt8(ascii: "\\"),
            0x0B, 0x0C:
            true
        default: false
        }
    }
}

/// The quotes and items that begin on a line before its text.
private struct LineStart {
    private(set) var depth = 0
    private var isOver = false
    private var previous = UInt8(ascii: "\n")

    mutating func take(_ byte: UInt8) {
        defer { previous = byte }
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): self = LineStart()
        case UInt8(ascii: ">") where !isOver: depth += 1
        case UInt8(ascii: " "), UInt8(ascii: "\t"): if !isOver, Self.isBullet(previous) { depth += 1 }
        case UInt8(ascii: "0")...UInt8(ascii: "9"): break
        default: isOver = isOver || !Self.isBullet(byte)
        }
    }

    /// Whether the byte opens an item where a space follows.
    private static func isBullet(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: ")"):
            true
        default: false
        }
    }
}
