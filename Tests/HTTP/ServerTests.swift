import Essentials
import Support
import Testing

@testable import HTTP

private struct Sample: Codable, Equatable {
    var trackTitle: String
}

private struct Broken: Error {}

private func responder() -> Router {
    Router(
        routes: [
            .get(Path("/hello"), access: .anyone) { _ in .text("hello") },
            .get(Path("/large"), access: .anyone) { _ in .bytes(pattern(3_000_000), type: "a/b") },
            .get(Path("/stream"), access: .anyone) { _ in
                Response(
                    headers: ["Content-Type": "text/plain"],
                    body: .stream { writer in
                        for number in 0..<100 { try await writer.write(Array("\(number)\n".utf8)) }
                    }
                )
            },
            .get(Path("/ranged"), access: .anyone) { _ in
                let body = RangedBody(length: 100_000) { range, writer in
                    try await writer.write(Array(pattern(100_000)[range]))
                }
                return Response(headers: ["Content-Type": "a/b", "ETag": "\"x\""], body: .ranged(body))
            },
            .post(Path("/echo"), access: .anyone) { request in
                var bytes: [UInt8] = []
                for try await chunk in request.body { bytes += chunk }
                return .bytes(bytes, type: request.headers["Content-Type"] ?? "a/b")
            },
            .post(Path("/small"), access: .anyone) { request in
                .text("\(try await request.body.collect(upTo: 10).count)")
            },
            .post(Path("/unread"), access: .anyone) { _ in .text("unread") },
            .put(Path("/json"), access: .anyone) { request in try .json(await request.json(Sample.self)) },
            .get(Path("/login"), access: .anyone) { _ in
                var response = Response.text("in")
                response.set(Cookie("session", "s1", isSecure: false))
                return response
            },
            .get(Path("/session"), access: .anyone) { request in .text(request.cookies["session"] ?? "none")
            },
            .get(Path("/where"), access: .anyone) { request in .text("\(request.origin) \(request.remote)") },
        ],
        log: { _ in }
    )
}

func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
}

@Suite struct ServerTests {
    @Test func `requests are answered in process and over sockets alike`() async throws {
        try await withEachTransport(responder()) { client in
            for _ in 0..<3 {
                let hello = try await client.get("/hello")
                #expect(hello.status == .ok)
                #expect(hello.text == "hello")
                #expect(hello.headers["Content-Type"] == "text/plain; charset=utf-8")
                #expect(hello.headers["X-Request-Id"]?.isEmpty == false)
            }
            #expect(try await client.get("/nothing").status == .notFound)
            #expect(try await client.get("/large").body == pattern(3_000_000))
            #expect(try await client.get("/stream").text == (0..<100).map { "\($0)\n" }.joined())
            #expect(try await client.get("/ranged").body == pattern(100_000))
            let head = try await client.send(.head, "/hello")
            #expect(head.status == .ok)
            #expect(head.body.isEmpty)
            #expect(try await client.get("/where").text == "\(client.origin) 127.0.0.1")
        }
    }

    @Test func `content travels both ways whole`() async throws {
        try await withEachTransport(responder()) { client in
            let bytes = pattern(2_000_000)
            let echo = try await client.send(.post, "/echo", headers: ["Content-Type": "x/y"], body: bytes)
            #expect(echo.body == bytes)
            #expect(echo.headers["Content-Type"] == "x/y")
            #expect(try await client.send(.post, "/echo").body.isEmpty)
            let json = try await client.send(.put, "/json", json: #"{"track_title":"a"}"#)
            #expect(try json.json(Sample.self) == Sample(trackTitle: "a"))
            let long = try await client.send(.post, "/small", body: pattern(11))
            #expect(long.status == .contentTooLarge)
            #expect(try await client.send(.post, "/small", body: pattern(10)).text == "10")
        }
    }

    @Test func `content that nobody reads doesn't disturb the next request`() async throws {
        try await withEachTransport(responder()) { client async throws in
            #expect(try await client.send(.post, "/unread", body: pattern(200_000)).text == "unread")
            #expect(try await client.get("/hello").text == "hello")
            #expect(try await client.send(.post, "/unread", body: pattern(1_000_000)).text == "unread")
            #expect(try await client.get("/hello").text == "hello")
        }
    }

    @Test func `cookies come back`() async throws {
        try await withEachTransport(responder()) { client in
            #expect(try await client.get("/session").text == "none")
            _ = try await client.get("/login")
            #expect(try await client.get("/session").text == "s1")
        }
    }
}
