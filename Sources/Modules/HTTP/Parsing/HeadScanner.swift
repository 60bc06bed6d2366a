/// Looks for the end of a request's head while it arrives, each byte once.
///
/// Lines end with CR LF and nothing else: where one program takes a bare LF for a line's end and another
/// doesn't, a request can be hidden from one of them.
struct HeadScanner {
    private let limits: HeadLimits
    private var position = 0
    private var lineStart = 0

    /// Where the request line starts: after the one empty line that is forgiven (RFC 9112 §2.2).
    private(set) var start = 0

    init(limits: HeadLimits) {
        self.limits = limits
    }

    /// The length of the head in `bytes`, with the empty line that ends it; nil where that hasn't arrived.
    ///
    /// `bytes` must start with those of the call before.
    mutating func scan(_ bytes: Span<UInt8>) throws(ParseFailure) -> Int? {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            guard byte == .lineFeed else {
                try checkFirst(byte)
                continue
            }
            guard position >= 2, bytes[position - 2] == .carriageReturn else {
                throw ParseFailure(.badRequest, "a line must end with CR LF")
            }
            if position - lineStart == 2 {
                if lineStart > start { return position }
                guard start == 0 else { throw ParseFailure(.badRequest, "a request line must come first") }
                start = position
            }
            try checkLength()
            lineStart = position
        }
        try checkLength()
        return nil
    }

    /// Refuses at once what can't become a request, as when somebody speaks TLS to us.
    private func checkFirst(_ byte: UInt8) throws(ParseFailure) {
        guard position - 1 == start, !byte.isTokenCharacter, byte != .carriageReturn else { return }
        throw ParseFailure(.badRequest, "a request starts with its method")
    }

    private func checkLength() throws(ParseFailure) {
        if lineStart <= start, position - start > limits.line {
            throw ParseFailure(414, "the target is too long")
        }
        if position - start > limits.head { throw ParseFailure(.headersTooLarge, "the header is too long") }
    }
}

/// How long the parts of a request's head may be.
package struct HeadLimits: Sendable {
    /// The request line, in bytes.
    package var line = 8 << 10

    /// The whole head, in bytes; no more than a connection's buffer holds, 64 KiB.
    package var head = 32 << 10

    /// The number of header lines.
    package var fields = 100

    package init() {}
}
