/// What is answered to a request.
package struct Response: Sendable {
    package var status: Status
    package var headers: Headers
    package var body: Body

    /// The content of a response.
    package enum Body: Sendable {
        case empty
        case bytes([UInt8])

        /// A stretch of a file, sent by the kernel.
        case file(FileBody)

        /// Content of known length that can be had from any place on.
        case ranged(RangedBody)

        /// Content that is made while it is sent; its end is where the closure returns, and where the closure
        /// throws the client sees it cut off.
        case stream(@Sendable (BodyWriter) async throws -> Void)

        /// The connection turns into a WebSocket.
        case webSocket(WebSocketSession)
    }

    /// A response with `status`; `Content-Length` and the like are the server's business.
    package init(_ status: Status = .ok, headers: Headers = Headers(), body: Body = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension Response {
    /// Content of the media type `type`.
    package static func bytes(_ bytes: [UInt8], type: String, status: Status = .ok) -> Response {
        Response(status, headers: ["Content-Type": type], body: .bytes(bytes))
    }

    /// Plain text in UTF-8.
    package static func text(_ text: String, status: Status = .ok) -> Response {
        bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    }

    /// A page, as UTF-8.
    package static func html(_ markup: [UInt8], status: Status = .ok) -> Response {
        bytes(markup, type: "text/html; charset=utf-8", status: status)
    }

    /// `value` as JSON with snake_case names.
    package static func json(_ value: some Encodable, status: Status = .ok) throws -> Response {
        bytes(try JSONCoding.encode(value), type: "application/json", status: status)
    }

    /// Sends the client to `location`; 303 makes it ask with GET.
    package static func redirect(to location: String, _ status: Status = .seeOther) -> Response {
        Response(status, headers: ["Location": location])
    }

    /// Done, with nothing to say.
    package static let noContent = Response(.noContent)

    /// Asks the client to keep `cookie`.
    package mutating func set(_ cookie: Cookie) {
        headers.append("Set-Cookie", cookie.headerValue)
    }
}

/// Takes the chunks of a streamed response.
package struct BodyWriter: Sendable {
    private let send: @Sendable ([UInt8]) async throws -> Void

    /// A writer that hands each chunk to `send`.
    package init(_ send: @escaping @Sendable ([UInt8]) async throws -> Void) {
        self.send = send
    }

    /// Sends `bytes`; returns once they fit into the socket's buffer and throws where the client went away.
    package func write(_ bytes: [UInt8]) async throws {
        if !bytes.isEmpty { try await send(bytes) }
    }
}

/// Content of known length that is read from any place on, as an object store offers it.
package struct RangedBody: Sendable {
    /// Bytes in all.
    package let length: Int

    /// The bytes to be sent; all of them until a client asks for less.
    package internal(set) var range: Range<Int>

    private let writeRange: @Sendable (Range<Int>, BodyWriter) async throws -> Void

    /// Content of `length` bytes, of which `write` writes those of a range in `0..<length`.
    package init(length: Int, write: @escaping @Sendable (Range<Int>, BodyWriter) async throws -> Void) {
        self.length = length
        range = 0..<length
        writeRange = write
    }

    /// Writes the bytes of `range`.
    package func write(to writer: BodyWriter) async throws {
        try await writeRange(range, writer)
    }
}
