/// How a response is put on the wire (RFC 9112 §§4–7).
struct ResponseFrame {
    private let response: Response
    private let isVersion11: Bool

    /// Whether the content follows: not after a HEAD, nor with a status that forbids it.
    let hasContent: Bool

    /// Whether the connection ends with the response.
    var isLast: Bool

    /// The frame of the answer to a request with `head`.
    init(_ response: Response, to head: ParsedHead) {
        self.response = response
        isVersion11 = head.isVersion11
        hasContent = head.method != .head && !response.status.forbidsContent
        isLast = !head.isKeptAlive || !head.isVersion11 && response.body.length == nil
    }

    /// The frame of an answer to what was no request.
    init(_ response: Response) {
        self.response = response
        isVersion11 = true
        hasContent = true
        isLast = true
    }

    /// Whether the content is sent in chunks: its length isn't known and the client knows of chunks.
    var isChunked: Bool { response.body.length == nil && isVersion11 }

    /// Status line and header section, with the empty line; `date` is a line of its own.
    func head(date: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(response.headers.wire.count + 512)
        bytes.append(contentsOf: Self.statusLine(response.status))
        bytes.append(contentsOf: date)
        bytes.append(contentsOf: response.headers.withoutFraming.wire)
        if !response.status.forbidsContent {
            if let length = response.body.length {
                bytes.append(contentsOf: "Content-Length: \(length)\r\n".utf8)
            } else if isVersion11 {
                bytes.append(contentsOf: "Transfer-Encoding: chunked\r\n".utf8)
            }
        }
        if isLast {
            bytes.append(contentsOf: "Connection: close\r\n".utf8)
        } else if !isVersion11 {
            bytes.append(contentsOf: "Connection: keep-alive\r\n".utf8)
        }
        bytes.append(contentsOf: [.carriageReturn, .lineFeed])
        return bytes
    }

    /// `content` as one chunk.
    func chunk(_ content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count + 20)
        bytes.append(contentsOf: String(content.count, radix: 16).utf8)
        bytes.append(contentsOf: [.carriageReturn, .lineFeed])
        bytes.append(contentsOf: content)
        bytes.append(contentsOf: [.carriageReturn, .lineFeed])
        return bytes
    }

    /// The head of a response that turns the connection into a WebSocket.
    static func upgradeHead(_ response: Response) -> [UInt8] {
        statusLine(response.status) + response.headers.wire + [.carriageReturn, .lineFeed]
    }

    private static func statusLine(_ status: Status) -> [UInt8] {
        status == .ok ? okLine : Array("HTTP/1.1 \(status.code) \(status.reason)\r\n".utf8)
    }

    private static let okLine = Array("HTTP/1.1 200 OK\r\n".utf8)
}

extension Headers {
    /// The lines without those that only the server can know.
    fileprivate var withoutFraming: Headers {
        var headers = self
        for name in ["Connection", "Content-Length", "Date", "Transfer-Encoding"] { headers.remove(name) }
        return headers
    }
}

extension Response.Body {
    /// The number of bytes, or nil where that isn't known beforehand.
    fileprivate var length: Int? {
        switch self {
        case .empty: 0
        case .bytes(let bytes): bytes.count
        case .file(let body): body.range.count
        case .ranged(let body): body.range.count
        case .stream, .webSocket: nil
        }
    }
}
