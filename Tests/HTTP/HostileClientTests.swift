import Dispatch
import Essentials
import Support
import Synchronization
import Testing

@testable import HTTP

/// Counts the requests that were answered.
private final class Tally: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func add() { count.withLock { $0 += 1 } }
}

/// Holds up the thread that comes by until it is opened.
private final class Barrier: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let reached = AsyncStream<Void>.makeStream()

    func wait() {
        reached.continuation.finish()
        semaphore.wait()
    }

    /// Waits for somebody to wait.
    func isReached() async {
        for await _ in reached.stream {}
    }

    func open() { semaphore.signal() }
}

/// What is asked of a server by those who want to keep it busy.
@Suite struct HostileClientTests {
    private let tally = Tally()
    private let barrier = Barrier()

    private var router: Router {
        Router(
            routes: [
                .get(Path("/hello"), access: .anyone) { _ in .text("hello") },
                .get(Path("/count"), access: .anyone) { [tally] _ in
                    tally.add()
                    return .text("counted")
                },
                .get(Path("/tally"), access: .anyone) { [tally] _ in .text("tally \(tally.value)") },
                .get(Path("/barrier"), access: .anyone) { [barrier] _ in
                    barrier.wait()
                    return .text("open")
                },
                .post(Path("/upload"), access: .anyone) { request in
                    var count = 0
                    for try await chunk in request.body { count += chunk.count }
                    return .text("got \(count)")
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
    }

    private static let hello = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `one address gets so many connections, and its place back when one ends`() async throws {
        let small: (inout ServerConfiguration) -> Void = { $0.maximumConnectionsPerAddress = 2 }
        try await withServer(router, configure: small) { server in
            let first = try RawSocket(port: server.address.port)
            try await first.send(Self.hello)
            _ = try await first.receive(until: "hello")
            var second: RawSocket? = try RawSocket(port: server.address.port)
            try await second?.send(Self.hello)
            _ = try await second?.receive(until: "hello")
            for _ in 0..<3 {
                let third = try RawSocket(port: server.address.port)
                let answer = try await third.receiveToEnd()
                #expect(answer.hasPrefix("HTTP/1.1 429 Too Many Requests\r\n"))
                #expect(answer.contains("Retry-After: 10\r\n") && answer.contains("Connection: close\r\n"))
            }
            try await first.send(Self.hello)
            _ = try await first.receive(until: "hello")
            second = nil
            #expect(try await isServedSoon(server.address.port))
        }
    }

    /// Whether a new connection is served before long: the server learns of an end a moment later.
    private func isServedSoon(_ port: UInt16) async throws -> Bool {
        for _ in 0..<500 {
            let socket = try RawSocket(port: port)
            if let answer: [UInt8] = try await socket.receive(within: .milliseconds(10)) {
                #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 429"))
                continue
            }
            try await socket.send(Self.hello)
            return try await socket.receive(until: "hello").hasPrefix("HTTP/1.1 200")
        }
        return false
    }

    @Test func `a proxy that is trusted gets as many as it wants`() async throws {
        let proxied: (inout ServerConfiguration) -> Void = { configuration in
            configuration.maximumConnectionsPerAddress = 1
            configuration.unlimitedAddresses = [AddressBlock("127.0.0.0/8")].compactMap(\.self)
        }
        try await withServer(router, configure: proxied) { server in
            let sockets = try (0..<5).map { _ in try RawSocket(port: server.address.port) }
            for socket in sockets {
                try await socket.send(Self.hello)
                #expect(try await socket.receive(until: "hello").hasPrefix("HTTP/1.1 200"))
            }
        }
    }

    @Test func `an IPv6 network counts as one client, and each IPv4 address as its own`() throws {
        let census = ConnectionCensus(most: 1, unlimited: [])
        func isAdmitted(_ text: String) throws -> Bool {
            if case .admitted = census.admit(try #require(RemoteAddress(text))) { true } else { false }
        }
        #expect(try isAdmitted("2001:db8:0:1::1"))
        #expect(try !isAdmitted("2001:db8:0:1:ffff::2"))
        #expect(try isAdmitted("2001:db8:0:2::1"))
        #expect(try isAdmitted("192.0.2.1"))
        #expect(try isAdmitted("192.0.2.2"))
        #expect(try !isAdmitted("192.0.2.1"))
        census.leave(try #require(RemoteAddress("192.0.2.1")))
        #expect(try isAdmitted("192.0.2.1"))
    }

    @Test func `who sends a byte now and then is not waited for for ever`() async throws {
        let strict: (inout ServerConfiguration) -> Void = { configuration in
            configuration.timeouts.grace = .seconds(1)
            configuration.timeouts.slowest = 1000
        }
        try await withServer(router, configure: strict) { server in
            let socket = try RawSocket(port: server.address.port)
            try await socket.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n")
            var answer: [UInt8]?
            for _ in 0..<600 where answer == nil {
                try await socket.send("a")
                answer = try await socket.receive(within: .milliseconds(100))
            }
            let text = String(decoding: answer ?? [], as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 408 "))
            #expect(text.contains("Connection: close\r\n"))
        }
    }

    @Test func `who sends steadily may take longer than the grace`() async throws {
        let strict: (inout ServerConfiguration) -> Void = { configuration in
            configuration.timeouts.grace = .seconds(2)
            configuration.timeouts.slowest = 100
        }
        try await withServer(router, configure: strict) { server in
            let socket = try RawSocket(port: server.address.port)
            try await socket.send("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\n")
            for _ in 0..<30 {
                try await socket.send(String(repeating: "a", count: 1000))
                try await Task.sleep(for: .milliseconds(100))
            }
            #expect(try await socket.receive(until: "got 30000").hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `who takes an answer byte by byte is given up`() async throws {
        let strict: (inout ServerConfiguration) -> Void = { configuration in
            configuration.timeouts.grace = .milliseconds(500)
            configuration.timeouts.slowest = 1 << 30
        }
        try await withServer(router, configure: strict) { server in
            let socket = try RawSocket(port: server.address.port)
            try await socket.send("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n")
            var received = 0
            while let bytes: [UInt8] = try? await socket.receive(), !bytes.isEmpty {
                received += bytes.count
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(received > 65_536)
        }
    }

    @Test func `a long line of requests on one connection lets others have their turn`() async throws {
        let single: (inout ServerConfiguration) -> Void = { $0.loops = 1 }
        let asked = 1500
        try await withServer(router, configure: single) { server in
            let (blocking, greedy) = try (
                RawSocket(port: server.address.port), RawSocket(port: server.address.port)
            )
            let patient = try RawSocket(port: server.address.port)
            for socket in [blocking, greedy, patient] {
                try await socket.send(Self.hello)
                _ = try await socket.receive(until: "hello")
            }
            try await blocking.send("GET /barrier HTTP/1.1\r\nHost: a\r\n\r\n")
            await barrier.isReached()
            let count = "GET /count HTTP/1.1\r\nHost: a\r\n\r\n"
            try await greedy.send(String(repeating: count, count: asked))
            try await patient.send("GET /tally HTTP/1.1\r\nHost: a\r\n\r\n")
            barrier.open()
            let answer = try await patient.receive(until: "tally ")
            let served = try #require(answer.split(separator: "tally ").last.flatMap { Int($0) })
            #expect(served < asked)
        }
    }

    @Test func `a text that nests and nests is searched for a NUL in one go`() async throws {
        let deep = 480
        let inner = "[" + Array(repeating: "{}", count: 20_000).joined(separator: ",") + ",\"\\u0000\"]"
        let text = String(repeating: "{\"a\":", count: deep) + inner + String(repeating: "}", count: deep)
        let start = ContinuousClock.now
        #expect(throws: DecodingError.self) { try JSONWithoutNUL.check(Array(text.utf8)) }
        // Decoding it takes more than a minute.
        #expect(ContinuousClock.now - start < .seconds(20))
    }
}
