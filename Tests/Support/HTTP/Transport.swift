package import HTTP

/// A way by which a test's requests reach a responder.
package protocol Transport: Sendable {
    /// What stands in `Host`.
    var host: String { get }

    /// Sends a request and waits for all of the response.
    func send(
        _ method: Method,
        _ target: String,
        _ headers: Headers,
        _ body: [UInt8]
    ) async throws -> TestResponse

    /// Sends an opening handshake; the response is nil where it was accepted.
    func openWebSocket(_ target: String, _ headers: Headers) async throws -> (WebSocket?, TestResponse)
}

/// Runs `body` against `responder` twice: in process, and over sockets to a server on loopback.
package func withEachTransport(
    _ responder: any Responder,
    _ body: @Sendable (TestClient) async throws -> Void
) async throws {
    try await body(TestClient(InProcess(responder)))
    try await withServer(responder) { server in
        try await body(TestClient(OverSocket(port: server.address.port)))
    }
}

/// Runs `body` while a server with `responder` is up on a port of loopback.
package func withServer<Result: Sendable>(
    _ responder: any Responder,
    log: @escaping LogSink = { _ in },
    configure: (inout ServerConfiguration) -> Void = { _ in },
    _ body: @Sendable (Server) async throws -> Result
) async throws -> Result {
    var configuration = ServerConfiguration(listen: ListenAddress(host: "127.0.0.1", port: 0))
    configure(&configuration)
    let server = try Server(configuration, log: log, responder: responder)
    async let run: Void = server.run()
    do {
        let result = try await body(server)
        server.shutdown(grace: .seconds(2))
        try await run
        return result
    } catch {
        server.shutdown(grace: .zero)
        try await run
        throw error
    }
}
