import Essentials
import Support
import Testing

@testable import HTTP

@Suite struct EventStreamTests {
    @Test func `an event is written line by line`() {
        let event = ServerSentEvent("a\nb\r\nc", name: "x\ny", id: "7")
        #expect(
            String(decoding: event.bytes, as: UTF8.self) == "event: x y\nid: 7\ndata: a\ndata: b\ndata: c\n\n"
        )
        #expect(String(decoding: ServerSentEvent("").bytes, as: UTF8.self) == "data: \n\n")
    }

    @Test func `a stream goes on until its events end`() async throws {
        let router = Router(routes: [
            .get(Path("/events"), access: .anyone) { _ in
                let (events, sender) = AsyncStream<ServerSentEvent>.makeStream()
                for number in 0..<3 { sender.yield(ServerSentEvent("\(number)")) }
                sender.finish()
                return .events(events)
            }
        ])
        try await withEachTransport(router) { client in
            let stream = try await client.get("/events")
            #expect(stream.headers["Content-Type"] == "text/event-stream")
            #expect(stream.text == "data: 0\n\ndata: 1\n\ndata: 2\n\n")
        }
    }

    @Test func `a quiet stream beats, ends with its client, and doesn't hold the server up`() async throws {
        let ended = AsyncStream<Void>.makeStream()
        let router = Router(routes: [
            .get(Path("/events"), access: .anyone) { _ in
                let (events, sender) = AsyncStream<ServerSentEvent>.makeStream()
                sender.onTermination = { _ in ended.continuation.yield() }
                return .events(events, heartbeat: .milliseconds(50))
            }
        ])
        try await withServer(router) { server in
            var socket: RawSocket? = try RawSocket(port: server.address.port)
            try await socket?.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await socket?.receive(until: ": \n\n")
            socket = nil
            for await _ in ended.stream { break }

            let second = try RawSocket(port: server.address.port)
            try await second.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try await second.receive(until: ": \n\n")
            server.shutdown(grace: .seconds(120))
            for await _ in ended.stream { break }
        }
    }
}
