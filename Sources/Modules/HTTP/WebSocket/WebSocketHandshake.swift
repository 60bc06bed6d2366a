internal import FoundationEssentials

/// The server's side of the opening handshake (RFC 6455 §4.2).
enum WebSocketHandshake {
    /// Completes `response`, whose body is a WebSocket, with the fields that accept the client's request.
    ///
    /// Refused: with 426 what is no such request, with 400 a broken one, with 403 one from a foreign page.
    static func accept(_ request: Request, _ response: Response) throws(Refusal) -> Response {
        guard request.method == .get, request.headers.list("Upgrade", contains: "websocket"),
            request.headers.list("Connection", contains: "Upgrade")
        else { throw .needsWebSocket }
        guard request.headers["Sec-WebSocket-Version"] == "13" else { throw .needsWebSocket }
        let keys = request.headers.all("Sec-WebSocket-Key")
        guard keys.count == 1, Data(base64Encoded: keys[0])?.count == 16 else {
            throw .badRequest("The WebSocket key is broken.", code: "bad_websocket_key")
        }
        try CrossSite.check(request)
        var response = response
        response.headers["Upgrade"] = "websocket"
        response.headers["Connection"] = "Upgrade"
        response.headers["Sec-WebSocket-Accept"] = answer(to: keys[0])
        return response
    }

    /// The proof that the server has understood `key` (RFC 6455 §4.2.2).
    static func answer(to key: String) -> String {
        Data(SHA1.digest(Array((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").utf8))).base64EncodedString()
    }
}

extension Refusal {
    fileprivate static let needsWebSocket = Refusal(
        .upgradeRequired,
        code: "websocket_required",
        "This address speaks WebSocket, version 13.",
        headers: ["Upgrade": "websocket", "Sec-WebSocket-Version": "13"]
    )
}
