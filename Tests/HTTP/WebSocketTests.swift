import Essentials
import Support
import Testing

@testable import HTTP

/// What a server makes of `bytes`, taken in pieces of `size`.
private func events(
    _ bytes: [UInt8],
    pieces size: Int = 1 << 20,
    maximum: Int = 1000
) throws
    -> [WebSocketDecoder.Event]
{
    var decoder = WebSocketDecoder(role: .server, maximumMessage: maximum)
    var events: [WebSocketDecoder.Event] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
        decoder.append(Array(bytes[start..<min(bytes.count, start + size)]))
        while let event = try decoder.next() { events.append(event) }
    }
    return events
}

/// A client's frame whose first byte is `first`.
private func frame(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    var frame = WebSocketRole.client.frame(.binary, payload)
    frame[0] = first
    return frame
}

private func violation(_ bytes: [UInt8], maximum: Int = 1000) -> WebSocketCloseCode? {
    do {
        _ = try events(bytes, maximum: maximum)
        return nil
    } catch WebSocketFailure.violation(let code) {
        return code
    } catch {
        return nil
    }
}

@Suite struct WebSocketDecoderTests {
    @Test(arguments: [1, 2, 3, 50, 100_000])
    func `frames become messages however they are cut`(size: Int) throws {
        let long = [UInt8](repeating: 7, count: 70_000)
        let medium = [UInt8](repeating: 9, count: 300)
        let bytes =
            frame(0x81, Array("hellö".utf8)) + frame(0x82, long) + frame(0x02, [1]) + frame(0x89, [5])
            + frame(0x00, []) + frame(0x80, medium) + frame(0x8A, []) + frame(0x81, [])
            + frame(0x88, [3, 0xE8] + Array("bye".utf8))
        #expect(
            try events(bytes, pieces: size, maximum: 70_000) == [
                .message(.text("hellö")), .message(.binary(long)), .ping([5]),
                .message(.binary([1] + medium)),
                .pong, .message(.text("")), .close(.normal),
            ]
        )
        #expect(try events(frame(0x88, [])) == [.close(nil)])
    }

    @Test func `a text may be cut between the bytes of a character`() throws {
        let bytes = frame(0x01, [0xC3]) + frame(0x80, [0xB6])
        #expect(try events(bytes) == [.message(.text("ö"))])
    }

    @Test func `what breaks the protocol is named by its code`() {
        #expect(violation(WebSocketRole.server.frame(.text, [1])) == .protocolError)
        #expect(violation(frame(0xC1, [])) == .protocolError)
        #expect(violation(frame(0x83, [])) == .protocolError)
        #expect(violation(frame(0x8B, [])) == .protocolError)
        #expect(violation(frame(0x09, [])) == .protocolError)
        #expect(violation(frame(0x89, [UInt8](repeating: 0, count: 126))) == .protocolError)
        #expect(violation(frame(0x80, [])) == .protocolError)
        #expect(violation(frame(0x01, []) + frame(0x81, [])) == .protocolError)
        #expect(violation([0x82, 0xFE, 0, 5]) == .protocolError)
        #expect(violation([0x82, 0xFF, 0, 0, 0, 0, 0, 0, 0, 5]) == .protocolError)
        #expect(violation(frame(0x88, [3])) == .protocolError)
        #expect(violation(frame(0x88, [3, 0xED])) == .protocolError)
        #expect(violation(frame(0x88, [3, 0xE8, 0xFF])) == .badText)
        #expect(violation(frame(0x81, [0xFF])) == .badText)
        #expect(violation(frame(0x81, [0xED, 0xA0, 0x80])) == .badText)
    }

    @Test func `a message beyond the limit is refused before it has arrived`() {
        #expect(violation([0x82, 0xFE, 0x03, 0xE9]) == .messageTooBig)
        #expect(violation([0x82, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0]) == .messageTooBig)
        let half = [UInt8](repeating: 0, count: 600)
        #expect(violation(frame(0x02, half) + frame(0x80, half)) == .messageTooBig)
        #expect(violation(frame(0x02, half) + frame(0x80, [UInt8](half.prefix(400)))) == nil)
    }

    @Test func `many small frames at once are taken in their stride`() throws {
        let bytes = (0..<20_000).flatMap { _ in frame(0x8A, []) }
        #expect(try events(bytes).count == 20_000)
    }
}

@Suite struct SHA1Tests {
    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
    ])
    func `digests are those of the standard`(text: String, digest: String) {
        let hex = SHA1.digest(Array(text.utf8)).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        #expect(hex.joined() == digest)
    }

    @Test func `the handshake's answer is the one of the RFC`() {
        #expect(WebSocketHandshake.answer(to: "dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }
}

private let router = Router(
    routes: [
        .get(Path("/echo"), access: .anyone) { _ in
            .webSocket { socket in
                while let message = try await socket.receive() { try await socket.send(message) }
            }
        },
        .get(Path("/silent"), access: .anyone) { _ in
            .webSocket(limits: .init(pingInterval: .milliseconds(100))) { socket in
                while try await socket.receive() != nil {}
            }
        },
        .get(Path("/two"), access: .anyone) { _ in
            .webSocket { socket in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { while try await socket.receive() != nil {} }
                    group.addTask {
                        for number in 0..<50 {
                            try await socket.send(String(repeating: "\(number % 10)", count: 5000))
                        }
                    }
                    group.addTask {
                        for _ in 0..<50 { try await socket.send(String(repeating: "x", count: 5000)) }
                    }
                    for _ in 0..<2 { try await group.next() }
                    group.cancelAll()
                }
            }
        },
        .get(Path("/members"), access: .member) { _ in .webSocket { _ in } },
        .get(Path("/broken"), access: .anyone) { _ in .webSocket { _ in throw ConnectionLost() } },
    ],
    log: { _ in }
)

@Suite struct WebSocketTests {
    @Test func `messages go both ways`() async throws {
        try await withEachTransport(router) { client in
            let socket = try await client.webSocket("/echo")
            try await socket.send("hellö")
            #expect(try await socket.receive() == .text("hellö"))
            let bytes = [UInt8](repeating: 3, count: 60_000)
            try await socket.send(.binary(bytes))
            #expect(try await socket.receive() == .binary(bytes))
            try await socket.close()
            #expect(try await socket.receive() == nil)
        }
    }

    @Test func `messages of several tasks stay whole, and the session ends with its tasks`() async throws {
        try await withEachTransport(router) { client in
            let socket = try await client.webSocket("/two")
            var count = 0
            while let message = try await socket.receive() {
                guard case .text(let text) = message else { continue }
                #expect(Set(text).count == 1 && text.count == 5000)
                count += 1
            }
            #expect(count > 50)
        }
    }

    @Test func `who gives no sign of life is asked once and then given up`() async throws {
        let pong = frame(0x8A, [])
        let channel = Script([
            .silence, .bytes(pong), .silence, .bytes(frame(0x81, [0x61])), .silence, .silence,
        ])
        let socket = WebSocket(over: channel, as: .server)
        #expect(try await socket.receive() == .text("a"))
        #expect(await channel.sent == [[0x89, 0], [0x89, 0]])
        await #expect(throws: WebSocketFailure.silent) { _ = try await socket.receive() }
        #expect(await channel.sent.count == 3)
    }

    @Test func `a mute client is pinged and then left`() async throws {
        try await withServer(router) { server in
            let mute = try RawSocket(port: server.address.port)
            try await mute.send(handshake("/silent"))
            _ = try await mute.receive(until: "\r\n\r\n")
            #expect(try await mute.receiveToEnd(within: .seconds(60)).utf8.last == 0)
        }
    }

    @Test(arguments: [
        (["Upgrade": "h2c"], 426), (["Connection": "close"], 426), (["Sec-WebSocket-Version": "8"], 426),
        (["Sec-WebSocket-Key": "short"], 400), (["Origin": "https://evil.example"], 403),
        (["Origin": "null"], 403),
        (["Sec-Fetch-Site": "cross-site"], 403),
    ])
    func `a broken or foreign handshake is refused`(fields: [String: String], status: Int) async throws {
        var headers = Headers()
        for (name, value) in fields { headers.append(name, value) }
        try await withEachTransport(router) { [headers] client in
            let refused = await #expect(throws: WebSocketRefused.self) {
                _ = try await client.webSocket("/echo", headers: headers)
            }
            #expect(refused?.response.status.code == status)
        }
    }

    @Test func `a page of this host may connect, and only who has access`() async throws {
        try await withEachTransport(router) { client in
            let socket = try await client.webSocket("/echo", headers: ["Origin": client.origin])
            try await socket.close()
            let refused = await #expect(throws: WebSocketRefused.self) {
                _ = try await client.webSocket("/members")
            }
            #expect(refused?.response.status == .unauthorized)
        }
    }

    @Test func `the goodbye says why`() async throws {
        try await withServer(router) { server async throws in
            func code(_ path: String, _ bytes: [UInt8]) async throws -> UInt16 {
                let socket = try RawSocket(port: server.address.port)
                try await socket.send(handshake(path))
                _ = try await socket.receive(until: "\r\n\r\n")
                if !bytes.isEmpty { try await socket.send(bytes) }
                guard let frame: [UInt8] = try await socket.receive(), frame.count == 4, frame[0] == 0x88
                else {
                    return 0
                }
                return UInt16(frame[2]) << 8 | UInt16(frame[3])
            }
            #expect(try await code("/echo", WebSocketRole.server.frame(.text, [])) == 1002)
            #expect(try await code("/echo", [0x82, 0xFF, 0, 0, 0, 0, 0, 1, 0, 1]) == 1009)
            #expect(try await code("/echo", frame(0x81, [0xFF])) == 1007)
        }
    }

    @Test func `a server that ends says goodbye`() async throws {
        let server = try Server(
            ServerConfiguration(listen: ListenAddress(host: "127.0.0.1", port: 0)),
            log: { _ in },
            responder: router
        )
        async let run: Void = server.run()
        let socket = try RawSocket(port: server.address.port)
        try await socket.send(handshake("/echo"))
        _ = try await socket.receive(until: "\r\n\r\n")
        server.shutdown(grace: .seconds(120))
        let goodbye: [UInt8]? = try await socket.receive()
        #expect(goodbye == [0x88, 2, 3, 0xE9])
        try await run
    }
}

/// A channel on which happens what is written, and then the end.
private actor Script: ByteChannel {
    private var scenes: [ReceivedBytes]
    private(set) var sent: [[UInt8]] = []

    init(_ scenes: [ReceivedBytes]) {
        self.scenes = scenes
    }

    func receive(within limit: Duration) -> ReceivedBytes { scenes.isEmpty ? .end : scenes.removeFirst() }

    func send(_ bytes: [UInt8]) {
        sent.append(bytes)
    }
}

private func handshake(_ path: String) -> String {
    "GET \(path) HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
}
