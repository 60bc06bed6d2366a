/// Takes apart chunked content (RFC 9112 §7.1) while it arrives.
struct ChunkedDecoder {
    /// What a call to `step` found at the start of the bytes.
    struct Step: Equatable {
        /// How many bytes are done with; the caller drops them.
        var consumed: Int

        /// The content among them.
        var content: Range<Int>?

        /// Whether the content is over; else, without content, more bytes are needed.
        var isOver = false
    }

    private enum Place {
        case size
        case content(left: Int)
        case contentEnd
        case trailer(read: Int)
    }

    /// The longest line of a chunk's size, whose extensions mean nothing to us, in bytes.
    private static let sizeLine = 256

    private let limits: HeadLimits
    private var place = Place.size

    init(limits: HeadLimits) {
        self.limits = limits
    }

    /// Goes on to the next stretch of content or to the end.
    mutating func step(_ bytes: Span<UInt8>) throws(ParseFailure) -> Step {
        var start = 0
        while true {
            switch place {
            case .content(let left):
                let end = min(bytes.count, start + left)
                guard end > start else { return Step(consumed: start) }
                place = end - start == left ? .contentEnd : .content(left: left - (end - start))
                return Step(consumed: end, content: start..<end)
            case .contentEnd:
                guard bytes.count >= start + 2 else { return Step(consumed: start) }
                guard bytes[start] == .carriageReturn, bytes[start + 1] == .lineFeed else {
                    throw ParseFailure(.badRequest, "a chunk is longer than it says")
                }
                start += 2
                place = .size
            case .size:
                guard let end = try line(bytes, from: start, limit: Self.sizeLine) else {
                    return Step(consumed: start)
                }
                let size = try Self.size(bytes.extracting(start..<(end - 2)))
                place = size == 0 ? .trailer(read: 0) : .content(left: size)
                start = end
            case .trailer(let read):
                guard let end = try line(bytes, from: start, limit: limits.head - read) else {
                    return Step(consumed: start)
                }
                if end - start == 2 { return Step(consumed: end, isOver: true) }
                _ = try HeaderSection.parse(bytes.extracting(start..<end), limits)
                place = .trailer(read: read + end - start)
                start = end
            }
        }
    }

    /// The end of the line at `start`, after its CR LF; nil where that hasn't arrived.
    private func line(_ bytes: Span<UInt8>, from start: Int, limit: Int) throws(ParseFailure) -> Int? {
        guard let end = bytes.firstIndex(of: .lineFeed, in: start..<bytes.count) else {
            guard bytes.count - start <= limit else {
                throw ParseFailure(.badRequest, "a chunk's line is too long")
            }
            return nil
        }
        guard end - start < limit, end > start, bytes[end - 1] == .carriageReturn else {
            throw ParseFailure(.badRequest, "a chunk's line is broken")
        }
        return end + 1
    }

    /// The size that a line without its CR LF begins with: 1 to 15 hexadecimal digits, then only extensions.
    private static func size(_ line: Span<UInt8>) throws(ParseFailure) -> Int {
        var size = 0
        var index = 0
        while index < line.count, let digit = line[index].hexadecimalValue {
            guard index < 15 else { throw ParseFailure(.contentTooLarge, "a chunk is too large") }
            size = size << 4 | Int(digit)
            index += 1
        }
        guard index > 0 else { throw ParseFailure(.badRequest, "a chunk's size is broken") }
        try checkExtensions(line.extracting(index..<line.count))
        return size
    }

    /// Nothing, or a semicolon, perhaps after spaces, and what follows without control characters.
    private static func checkExtensions(_ text: Span<UInt8>) throws(ParseFailure) {
        var index = 0
        while index < text.count, text[index] == .space || text[index] == .tab { index += 1 }
        guard text.count == 0 || index < text.count && text[index] == UInt8(ascii: ";") else {
            throw ParseFailure(.badRequest, "a chunk's size is broken")
        }
        for place in index..<text.count {
            guard text[place] >= .space && text[place] != 0x7F || text[place] == .tab else {
                throw ParseFailure(.badRequest, "a chunk's extension is broken")
            }
        }
    }
}
