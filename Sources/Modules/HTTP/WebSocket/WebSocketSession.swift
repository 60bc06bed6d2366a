/// What happens on a connection once it has become a WebSocket.
package struct WebSocketSession: Sendable {
    let limits: WebSocket.Limits
    let body: @Sendable (WebSocket) async throws -> Void

    /// Runs the session as the server's side over `channel`, from the first frame to the goodbye.
    package func run(over channel: any ByteChannel) async {
        let socket = WebSocket(over: channel, as: .server, limits: limits)
        do {
            try await body(socket)
            try await socket.finish(.normal)
        } catch {
            // The goodbye is a courtesy: where it can't be said the connection just ends.
            if let code = Self.code(for: error) { try? await socket.finish(code) }
        }
    }

    /// What to say at the end; nil where nobody listens any more.
    private static func code(for error: any Error) -> WebSocketCloseCode? {
        switch error {
        case is CancellationError: .goingAway
        case WebSocketFailure.violation(let code): code
        case is WebSocketFailure, is ConnectionLost: nil
        default: .internalError
        }
    }
}

extension Response {
    /// Turns the connection into a WebSocket on which `body` runs; it is closed when `body` returns.
    ///
    /// The router checks the opening handshake, and that a browser's request comes from a page of this host.
    package static func webSocket(
        limits: WebSocket.Limits = WebSocket.Limits(),
        _ body: @escaping @Sendable (WebSocket) async throws -> Void
    ) -> Response {
        Response(.switchingProtocols, body: .webSocket(WebSocketSession(limits: limits, body: body)))
    }
}
