package import HTTP

/// A client that keeps cookies, as a browser does, over any transport.
package actor TestClient {
    private let transport: any Transport
    private var cookies: [String: (value: String, path: String)] = [:]

    /// Sent as `Authorization: Bearer` with every request, nil for none.
    package var bearer: String?

    package init(_ transport: any Transport) {
        self.transport = transport
    }

    /// Scheme and host as the server sees them.
    package nonisolated var origin: String { "http://\(transport.host)" }

    /// Signs later requests with `token`, or no longer.
    package func setBearer(_ token: String?) {
        bearer = token
    }

    /// The value of a cookie that the server has set, or nil.
    package func cookie(_ name: String) -> String? { cookies[name]?.value }

    /// Sends a request; cookies, `Host` and `Authorization` are added.
    package func send(
        _ method: Method,
        _ target: String,
        headers: Headers = [:],
        body: [UInt8] = []
    ) async throws -> TestResponse {
        let response = try await transport.send(method, target, complete(headers, for: target), body)
        keepCookies(of: response)
        return response
    }

    package func get(_ target: String, headers: Headers = [:]) async throws -> TestResponse {
        try await send(.get, target, headers: headers)
    }

    /// Sends `json`, text of JSON, with `method`.
    package func send(
        _ method: Method,
        _ target: String,
        json: String,
        headers: Headers = [:]
    ) async throws -> TestResponse {
        var headers = headers
        headers.setDefault("Content-Type", "application/json")
        return try await send(method, target, headers: headers, body: Array(json.utf8))
    }

    package func post(_ target: String, json: String, headers: Headers = [:]) async throws -> TestResponse {
        try await send(.post, target, json: json, headers: headers)
    }

    /// Sends a form as a page without scripts would.
    package func post(
        _ target: String,
        form: KeyValuePairs<String, String>,
        headers: Headers = [:]
    ) async throws -> TestResponse {
        var headers = headers
        headers.setDefault("Content-Type", "application/x-www-form-urlencoded")
        let pairs = form.map { "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value))" }
        return try await send(.post, target, headers: headers, body: Array(pairs.joined(separator: "&").utf8))
    }

    /// Opens a WebSocket; throws ``WebSocketRefused`` with the response where the server won't have it.
    package func webSocket(_ target: String, headers: Headers = [:]) async throws -> WebSocket {
        var headers = complete(headers, for: target)
        headers.setDefault("Upgrade", "websocket")
        headers.setDefault("Connection", "Upgrade")
        headers.setDefault("Sec-WebSocket-Version", "13")
        headers.setDefault("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
        let (socket, response) = try await transport.openWebSocket(target, headers)
        guard let socket else { throw WebSocketRefused(response: response) }
        return socket
    }

    private func complete(_ headers: Headers, for target: String) -> Headers {
        var headers = headers
        headers.setDefault("Host", transport.host)
        if let bearer { headers.setDefault("Authorization", "Bearer \(bearer)") }
        let path = target.prefix { $0 != "?" }
        let sent = cookies.filter { path.hasPrefix($0.value.path) }.map { "\($0.key)=\($0.value.value)" }
        if !sent.isEmpty { headers.setDefault("Cookie", sent.sorted().joined(separator: "; ")) }
        return headers
    }

    private func keepCookies(of response: TestResponse) {
        for line in response.headers.all("Set-Cookie") {
            let parts = line.split(separator: ";").map { $0.drop { $0 == " " } }
            let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { continue }
            let path = parts.first { $0.hasPrefix("Path=") }?.dropFirst(5) ?? "/"
            let isRemoved = parts.contains("Max-Age=0")
            cookies[String(pair[0])] = isRemoved ? nil : (String(pair[1]), String(path))
        }
    }
}

/// An opening handshake that the server refused.
package struct WebSocketRefused: Error {
    package let response: TestResponse
}
