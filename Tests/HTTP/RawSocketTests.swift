import Essentials
import Support
import Testing

@testable import HTTP

private let router = Router(
    routes: [
        .get(Path("/hello"), access: .anyone) { _ in .text("hello") },
        .post(Path("/upload"), access: .anyone) { request in
            var count = 0
            for try await chunk in request.body { count += chunk.count }
            return .text("got \(count)")
        },
        .post(Path("/ignore"), access: .anyone) { _ in .text("ignored") },
        .get(Path("/slow"), access: .anyone) { _ in
            try await Task.sleep(for: .milliseconds(300))
            return .text("slow")
        },
        .get(Path("/cut"), access: .anyone) { _ in
            Response(
                body: .stream { writer in
                    try await writer.write(Array("part".utf8))
                    throw CutOff()
                }
            )
        },
        .get(Path("/endless"), access: .anyone) { _ in
            Response(
                body: .stream { writer in
                    while true { try await writer.write([UInt8](repeating: 0x61, count: 65_536)) }
                }
            )
        },
    ],
    log: { _ in }
)

private struct CutOff: Error {}

/// Everything that a server says to `text` until it closes.
private func answer(
    to text: String,
    endsSending: Bool = false,
    configure: (inout ServerConfiguration) -> Void = { _ in }
) async throws -> String {
    try await withServer(router, configure: configure) { server in
        let socket = try RawSocket(port: server.address.port)
        try await socket.send(text)
        if endsSending { socket.endSending() }
        return try await socket.receiveToEnd()
    }
}

private func statuses(_ answer: String) -> [String] {
    answer.split(separator: "HTTP/1.1 ").dropFirst(answer.hasPrefix("HTTP/1.1 ") ? 0 : 1).map {
        String($0.prefix(3))
    }
}

@Suite struct RawSocketTests {
    @Test(arguments: [
        "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nabcde",
        "POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\nabcde",
        "POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\nabcde\r\n0\r\n\r\n",
        "GET /hello HTTP/1.1\nHost: a\n\n", "GET /hello HTTP/1.1\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
        "GET /hello HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{FC}",
    ])
    func `a request that two servers could read in two ways is refused and ends the connection`(
        text: String
    ) async throws {
        let smuggled = "GET /hello HTTP/1.1\r\nHost: smuggled\r\n\r\n"
        let answer = try await answer(to: text + smuggled)
        #expect(statuses(answer) == ["400"])
        #expect(answer.contains("Connection: close\r\n"))
        #expect(answer.contains("X-Request-Id: "))
        #expect(!answer.contains("hello"))
    }

    @Test func `pipelined requests are answered in order`() async throws {
        let hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
        let upload = "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
        let chunked =
            "POST /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"
        let last = "GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        let answer = try await answer(to: hello + upload + chunked + hello + last)
        #expect(statuses(answer) == ["200", "200", "200", "200", "200"])
        let bodies = answer.split(separator: "\r\n\r\n").dropFirst().map { $0.prefix(5) }
        #expect(bodies == ["hello", "got 3", "got 2", "hello", "hello"])
    }

    @Test func `content is asked for only when somebody reads it`() async throws {
        let head = " HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n"
        try await withServer(router) { server in
            let reading = try RawSocket(port: server.address.port)
            try await reading.send("POST /upload" + head)
            #expect(try await reading.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
            try await reading.send("abcde")
            #expect(try await reading.receive(until: "got 5").hasPrefix("HTTP/1.1 200 OK\r\n"))

            let ignoring = try RawSocket(port: server.address.port)
            try await ignoring.send("POST /ignore" + head)
            let answer = try await ignoring.receiveToEnd()
            #expect(statuses(answer) == ["200"])
            #expect(answer.contains("Connection: close\r\n"))
        }
    }

    @Test func `a client of HTTP 1.0 gets content without chunks`() async throws {
        let plain = try await answer(to: "GET /hello HTTP/1.0\r\n\r\n")
        #expect(plain.hasSuffix("\r\n\r\nhello"))
        #expect(plain.contains("Connection: close\r\n"))
        let cut = try await answer(to: "GET /cut HTTP/1.0\r\n\r\n")
        #expect(cut.hasSuffix("\r\n\r\npart"))
        let kept = "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"
        let twice = try await answer(to: kept + "GET /hello HTTP/1.0\r\n\r\n")
        #expect(statuses(twice) == ["200", "200"])
        #expect(twice.contains("Connection: keep-alive\r\n"))
    }

    @Test func `a response that breaks off has no proper end`() async throws {
        let answer = try await answer(to: "GET /cut HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(answer.hasSuffix("4\r\npart\r\n"))
    }

    @Test func `a client that has said all still gets its answer`() async throws {
        let answer = try await answer(to: "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n", endsSending: true)
        #expect(answer.hasSuffix("slow"))
        let cut = try await self.cut("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
        #expect(statuses(cut) == ["400"])
    }

    private func cut(_ text: String) async throws -> String { try await answer(to: text, endsSending: true) }

    @Test func `who is slow is not waited for`() async throws {
        let upload = "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc"
        async let silent = hurriedAnswer(to: "")
        async let slowHead = hurriedAnswer(to: "GET /hello HTTP/1.1\r\nHo")
        async let slowBody = hurriedAnswer(to: upload)
        async let idle = hurriedAnswer(to: "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try await silent == "")
        #expect(statuses(try await slowHead) == ["408"])
        #expect(statuses(try await slowBody) == ["408"])
        #expect(statuses(try await idle) == ["200"])
    }

    private func hurriedAnswer(to text: String) async throws -> String {
        try await answer(to: text) { configuration in
            configuration.timeouts.head = .seconds(2)
            configuration.timeouts.body = .seconds(2)
            configuration.timeouts.idle = .seconds(2)
        }
    }

    @Test func `who takes nothing is given up`() async throws {
        let impatient: (inout ServerConfiguration) -> Void = { $0.timeouts.write = .milliseconds(300) }
        try await withServer(router, configure: impatient) { server in
            let socket = try RawSocket(port: server.address.port)
            try await socket.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
            try await Task.sleep(for: .seconds(1))
            var received = 0
            while let bytes = try await socket.receive(), !bytes.isEmpty { received += bytes.count }
            #expect(received > 65_536)
        }
    }

    @Test func `more connections than allowed wait their turn`() async throws {
        let small: (inout ServerConfiguration) -> Void = { configuration in
            configuration.loops = 1
            configuration.maximumConnections = 2
        }
        try await withServer(router, configure: small) { server in
            let first = try RawSocket(port: server.address.port)
            var second: RawSocket? = try RawSocket(port: server.address.port)
            let third = try RawSocket(port: server.address.port)
            let hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"
            try await first.send(hello)
            try await second?.send(hello)
            try await third.send(hello)
            _ = try await first.receive(until: "hello")
            _ = try await second?.receive(until: "hello")
            #expect(try await third.receive(within: .milliseconds(200)) as [UInt8]? == nil)
            second = nil
            #expect(try await third.receive(until: "hello").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `clients that vanish leave the server standing`() async throws {
        try await withServer(router) { server in
            for round in 0..<200 {
                let socket = try RawSocket(port: server.address.port)
                if round % 4 != 0 { socket.resetOnClose() }
                let path = ["/hello", "/slow", "/endless", "/cut"][round % 4]
                let request = "GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n"
                try await socket.send(String(repeating: request, count: [1, 5, 50][round % 3]))
                if round % 2 == 0 { _ = try await socket.receive() }
            }
            let socket = try RawSocket(port: server.address.port)
            try await socket.send("GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            #expect(try await socket.receiveToEnd().hasSuffix("hello"))
        }
    }

    @Test func `a port that is taken is refused, also by ourselves`() async throws {
        try await withServer(router) { server in
            let failure = #expect(throws: SystemFailure.self) {
                _ = try Server(ServerConfiguration(listen: server.address), responder: router)
            }
            #expect(failure?.call == "bind")
        }
    }

    @Test func `a server that ends finishes what it has begun`() async throws {
        let begun = AsyncStream<Void>.makeStream()
        let gate = AsyncStream<Void>.makeStream()
        let router = Router(routes: [
            .get(Path("/hello"), access: .anyone) { _ in .text("hello") },
            .get(Path("/gate"), access: .anyone) { _ in
                begun.continuation.yield()
                for await _ in gate.stream { break }
                return .text("through")
            },
        ])
        var configuration = ServerConfiguration(listen: ListenAddress(host: "127.0.0.1", port: 0))
        configuration.loops = 1
        let server = try Server(configuration, log: { _ in }, responder: router)
        async let run: Void = server.run()
        let idle = try RawSocket(port: server.address.port)
        try await idle.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try await idle.receive(until: "hello")
        let busy = try RawSocket(port: server.address.port)
        try await busy.send("GET /gate HTTP/1.1\r\nHost: a\r\n\r\n")
        for await _ in begun.stream { break }
        server.shutdown(grace: .seconds(10))
        #expect(try await idle.receiveToEnd() == "")
        #expect(throws: SocketBroken.self) { _ = try RawSocket(port: server.address.port) }
        gate.continuation.yield()
        let answer = try await busy.receiveToEnd()
        #expect(answer.hasSuffix("through"))
        #expect(answer.contains("Connection: close\r\n"))
        try await run
    }

    @Test func `who doesn't finish in time is cut off`() async throws {
        let server = try Server(
            ServerConfiguration(listen: ListenAddress(host: "127.0.0.1", port: 0)),
            log: { _ in },
            responder: router
        )
        async let run: Void = server.run()
        let endless = try RawSocket(port: server.address.port)
        try await endless.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
        _ = try await endless.receive(until: "a")
        server.shutdown(grace: .milliseconds(200))
        try await run
        // What is in the socket's buffers still comes; then the connection is over, one way or the other.
        while let bytes = try? await endless.receive(), !bytes.isEmpty {}
        #expect(throws: SocketBroken.self) { _ = try RawSocket(port: server.address.port) }
    }
}
