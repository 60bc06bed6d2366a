package import HTTP

/// Sends requests over one kept connection to a server on loopback, and opens another where that has ended.
package actor OverSocket: Transport {
    package nonisolated let host: String
    private let port: UInt16
    private var connection: RawSocket?
    private var rest: [UInt8] = []

    package init(port: UInt16) {
        self.port = port
        host = "127.0.0.1:\(port)"
    }

    package func send(
        _ method: Method,
        _ target: String,
        _ headers: Headers,
        _ body: [UInt8]
    ) async throws -> TestResponse {
        let socket = try connection ?? RawSocket(port: port)
        connection = nil
        try await socket.send(Self.head(method, target, headers, length: body.count) + body)
        let response = try await response(to: method, on: socket)
        if !response.headers.list("Connection", contains: "close") { connection = socket }
        return response
    }

    package func openWebSocket(
        _ target: String,
        _ headers: Headers
    ) async throws -> (WebSocket?, TestResponse) {
        let socket = try RawSocket(port: port)
        try await socket.send(Self.head(.get, target, headers, length: 0))
        let response = try await response(to: .get, on: socket)
        guard response.status == .switchingProtocols else { return (nil, response) }
        defer { rest = [] }
        return (WebSocket(over: Continued(after: rest, on: socket), as: .client), response)
    }

    private static func head(_ method: Method, _ target: String, _ headers: Headers, length: Int) -> [UInt8] {
        var text = "\(method.rawValue) \(target) HTTP/1.1\r\n"
        for (name, value) in headers.lines { text += "\(name): \(value)\r\n" }
        if length > 0 { text += "Content-Length: \(length)\r\n" }
        return Array((text + "\r\n").utf8)
    }

    private func response(to method: Method, on socket: RawSocket) async throws -> TestResponse {
        var lines = try await line(socket).split(separator: " ").map(String.init)[...]
        guard lines.popFirst() == "HTTP/1.1", let code = lines.popFirst().flatMap({ Int($0) }) else {
            throw SocketSilent(received: "no status line")
        }
        let status = Status(code)
        var headers = Headers()
        while case let field = try await line(socket), !field.isEmpty {
            let colon = field.firstIndex(of: ":") ?? field.endIndex
            headers.append(String(field[..<colon]), String(field[colon...].dropFirst().drop { $0 == " " }))
        }
        if status == 100 { return try await response(to: method, on: socket) }
        let isBare = method == .head || status.code < 200 || status == .noContent || status == .notModified
        let body = isBare ? [] : try await content(headers, socket)
        return TestResponse(status: status, headers: headers, body: body)
    }

    private func content(_ headers: Headers, _ socket: RawSocket) async throws -> [UInt8] {
        if let length = headers["Content-Length"].flatMap({ Int($0) }) {
            return try await take(length, socket)
        }
        guard headers["Transfer-Encoding"] == "chunked" else {
            while let more = try await socket.receive(), !more.isEmpty { rest += more }
            defer { rest = [] }
            return rest
        }
        var content: [UInt8] = []
        while let size = Int(try await line(socket), radix: 16) {
            content += try await take(size, socket)
            _ = try await line(socket)
            if size == 0 { break }
        }
        return content
    }

    private func line(_ socket: RawSocket) async throws -> String {
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                defer { rest.removeSubrange(...end) }
                return String(decoding: rest[..<end].dropLast(), as: UTF8.self)
            }
            try await fill(socket)
        }
    }

    private func take(_ count: Int, _ socket: RawSocket) async throws -> [UInt8] {
        while rest.count < count { try await fill(socket) }
        defer { rest.removeFirst(count) }
        return Array(rest.prefix(count))
    }

    private func fill(_ socket: RawSocket) async throws {
        guard let more = try await socket.receive(), !more.isEmpty else {
            throw SocketSilent(received: String(decoding: rest, as: UTF8.self))
        }
        rest += more
    }
}

/// A socket of which some bytes have been read already.
private actor Continued: ByteChannel {
    private var rest: [UInt8]
    private let socket: RawSocket

    init(after rest: [UInt8], on socket: RawSocket) {
        self.rest = rest
        self.socket = socket
    }

    func receive(within limit: Duration) async throws -> ReceivedBytes {
        guard rest.isEmpty else {
            defer { rest = [] }
            return .bytes(rest)
        }
        return try await socket.receive(within: limit)
    }

    func send(_ bytes: [UInt8]) async throws {
        try await socket.send(bytes)
    }
}
