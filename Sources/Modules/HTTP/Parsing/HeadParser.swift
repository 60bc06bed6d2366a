/// The head of a request, understood and found to be unambiguous.
struct ParsedHead {
    var method: Method
    var path: String
    var query: String
    var host: String
    var headers: Headers

    /// Whether the client speaks HTTP/1.1, else 1.0.
    var isVersion11: Bool
    var isKeptAlive: Bool
    var framing: BodyFraming
    var expectsContinue: Bool
}

/// How a request's content is delimited (RFC 9112 §6.3).
enum BodyFraming: Equatable {
    case length(Int)
    case chunked
}

/// Reads a request's head (RFC 9112 §§3–6) and refuses what two programs could read in two ways.
struct HeadParser {
    private let limits: HeadLimits

    init(limits: HeadLimits) {
        self.limits = limits
    }

    /// The head that `bytes` spell, from the request line to the empty line; all lines end with CR LF.
    func parse(_ bytes: Span<UInt8>) throws(ParseFailure) -> ParsedHead {
        var lineEnd = 0
        while bytes[lineEnd] != .carriageReturn { lineEnd += 1 }
        let line = try RequestLine(bytes.extracting(0..<lineEnd))
        guard bytes[lineEnd + 1] == .lineFeed else { throw ParseFailure(.badRequest, "a stray CR") }
        let headers = try HeaderSection.parse(bytes.extracting((lineEnd + 2)..<(bytes.count - 2)), limits)
        let framing = try Self.framing(headers, isVersion11: line.isVersion11)
        return ParsedHead(
            method: line.method,
            path: line.path,
            query: line.query,
            host: try Self.host(headers, line),
            headers: headers,
            isVersion11: line.isVersion11,
            isKeptAlive: Self.isKeptAlive(headers, isVersion11: line.isVersion11),
            framing: framing,
            expectsContinue: try Self.expectsContinue(headers, line, framing)
        )
    }

    private static func framing(_ headers: Headers, isVersion11: Bool) throws(ParseFailure) -> BodyFraming {
        let lengths = headers.all("Content-Length")
        let codings = headers.all("Transfer-Encoding")
        guard codings.isEmpty else {
            guard lengths.isEmpty, isVersion11, codings.count == 1 else {
                throw ParseFailure(.badRequest, "Transfer-Encoding must stand alone")
            }
            if codings[0].lowercased() == "chunked" { return .chunked }
            let last = codings[0].split(separator: ",").last?.trimmed.lowercased()
            throw ParseFailure(last == "chunked" ? .notImplemented : .badRequest, "no such Transfer-Encoding")
        }
        guard let text = lengths.first else { return .length(0) }
        guard lengths.count == 1, !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy(\.isDigit),
            let length = Int(text)
        else { throw ParseFailure(.badRequest, "Content-Length must be one number") }
        return .length(length)
    }

    /// The host that is asked for: the target's where it has one, else the `Host` field's (RFC 9112 §3.2).
    private static func host(_ headers: Headers, _ line: RequestLine) throws(ParseFailure) -> String {
        let hosts = headers.all("Host")
        guard hosts.count == 1 || hosts.isEmpty && !line.isVersion11 else {
            throw ParseFailure(.badRequest, "one Host is needed")
        }
        guard let host = line.authority ?? hosts.first else { return "" }
        guard !host.isEmpty, host.utf8.allSatisfy(isHostCharacter), hosts.allSatisfy({ !$0.isEmpty }) else {
            throw ParseFailure(.badRequest, "the Host is broken")
        }
        return host
    }

    /// Letters and marks of names, addresses and ports; no user, path or list.
    private static func isHostCharacter(_ byte: UInt8) -> Bool {
        byte.isUnreserved || byte == .colon || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
    }

    private static func isKeptAlive(_ headers: Headers, isVersion11: Bool) -> Bool {
        if headers.list("Connection", contains: "close") { return false }
        return isVersion11 || headers.list("Connection", contains: "keep-alive")
    }

    private static func expectsContinue(
        _ headers: Headers,
        _ line: RequestLine,
        _ framing: BodyFraming
    ) throws(ParseFailure) -> Bool {
        guard let expectation = headers["Expect"], line.isVersion11 else { return false }
        guard expectation.lowercased() == "100-continue" else {
            throw ParseFailure(417, "no such expectation")
        }
        return framing != .length(0)
    }
}
