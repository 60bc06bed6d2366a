@testable import HTTP

/// Bytes of a connection as requests one after the other: the same however they are cut, and each head and chunk
/// found where a plain reading of RFC 9112 finds it.
@Sendable func fuzzRequests(_ bytes: [UInt8]) {
    let readings = Cuts.all(of: bytes).map(ConnectionReading.init)
    let whole = readings[0].events
    for reading in readings.dropFirst() { expectSame(reading.events, whole, "cuts change what is read") }
    var start = 0
    for event in whole {
        switch event {
        case .head(let head): PlainHead(bytes[start..<head.end]).judge(head)
        case .content(let content, let from, let end, isChunked: true):
            expectSame(PlainChunks.content(of: bytes[from..<end]), content, "chunks are read otherwise")
        case .content(let content, let from, let end, isChunked: false):
            expectSame(Array(bytes[from..<end]), content, "content is read otherwise")
        case .refused: break
        }
        start = event.end ?? start
    }
}

/// What a connection makes of bytes that arrive in pieces, with small limits so that they are met.
struct ConnectionReading {
    enum Event: Equatable {
        case head(Head)
        case content([UInt8], from: Int, to: Int, isChunked: Bool)
        /// The reason may hang on the cut, as where a line is both too long and broken.
        case refused

        var end: Int? {
            switch self {
            case .head(let head): head.end
            case .content(_, _, let end, _): end
            case .refused: nil
            }
        }
    }

    /// A head, and where it ends.
    struct Head: Equatable {
        let end: Int
        let framing: BodyFraming
        let isVersion11: Bool
        let target: String
        let host: String
        let fields: [String]

        init(_ head: ParsedHead, end: Int) {
            self.end = end
            framing = head.framing
            isVersion11 = head.isVersion11
            target = "\(head.method.rawValue) \(head.path) \(head.query)"
            host = head.host
            fields = head.headers.lines.map { "\($0.name):\($0.value)" }
        }
    }

    private(set) var events: [Event] = []
    private let limits: HeadLimits = {
        var limits = HeadLimits()
        (limits.line, limits.head, limits.fields) = (256, 1024, 12)
        return limits
    }()
    private var pieces: ArraySlice<[UInt8]>
    private var buffer: [UInt8] = []
    private var dropped = 0
    private var exchange = Exchange()

    init(_ pieces: [[UInt8]]) {
        self.pieces = pieces[...]
        do throws(ParseFailure) {
            while try readHead(), try readContent() {}
        } catch {
            events.append(.refused)
        }
    }

    /// False where nothing more arrives.
    private mutating func fill() -> Bool {
        guard let piece = pieces.popFirst() else { return false }
        buffer += piece
        return true
    }

    private mutating func drop(_ count: Int) {
        buffer.removeFirst(count)
        dropped += count
    }

    private mutating func readHead() throws(ParseFailure) -> Bool {
        var scanner = HeadScanner(limits: limits)
        while true {
            if let length = try scanner.scan(buffer.span) {
                let head = try HeadParser(limits: limits).parse(
                    buffer.span.extracting(scanner.start..<length)
                )
                drop(length)
                exchange.begin(head, limits: limits)
                events.append(.head(Head(head, end: dropped)))
                return true
            }
            guard fill() else { return false }
        }
    }

    /// Reads content to its end; false where that doesn't arrive.
    private mutating func readContent() throws(ParseFailure) -> Bool {
        let start = dropped
        var content: [UInt8] = []
        while true {
            switch exchange.content {
            case .over, .broken: return true
            case .length(let left):
                content += buffer.prefix(left)
                let taken = min(left, buffer.count)
                drop(taken)
                exchange.content = taken == left ? .over : .length(left: left - taken)
                if exchange.isContentOver {
                    events.append(.content(content, from: start, to: dropped, isChunked: false))
                }
            case .chunked(var decoder):
                let step = try decoder.step(buffer.span)
                if let range = step.content { content += buffer[range] }
                drop(step.consumed)
                exchange.content = step.isOver ? .over : .chunked(decoder)
                if step.isOver { events.append(.content(content, from: start, to: dropped, isChunked: true)) }
                if step.content != nil { continue }
            }
            if !exchange.isContentOver { guard fill() else { return false } }
        }
    }
}
