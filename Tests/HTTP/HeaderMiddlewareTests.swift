import Essentials
import Support
import Testing

@testable import HTTP

@Suite struct HeaderMiddlewareTests {
    private struct Embed: Sendable {
        static var page: Response {
            var response = Response.html(Array("<p>".utf8))
            response.set(ContentSecurityPolicy.strict.framedByAnyone)
            return response
        }
    }

    @Test func `pages are careful by default and may say otherwise`() async throws {
        let router = Router(
            routes: [
                .get(Path("/"), access: .anyone) { _ in .html(Array("<p>".utf8)) },
                .get(Path("/embed"), access: .anyone) { _ in Embed.page },
            ],
            middleware: [SecurityHeaders()]
        )
        try await withEachTransport(router) { client in
            let page = try await client.get("/")
            let policy = try #require(page.headers["Content-Security-Policy"])
            #expect(policy.contains("default-src 'self'") && policy.contains("frame-ancestors 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(page.headers["X-Content-Type-Options"] == "nosniff")
            #expect(page.headers["Strict-Transport-Security"] == nil)
            let embed = try await client.get("/embed")
            #expect(embed.headers.all("Content-Security-Policy").count == 1)
            #expect(embed.headers["Content-Security-Policy"]?.contains("frame-ancestors *") == true)
            #expect(try await client.get("/none").headers["X-Content-Type-Options"] == "nosniff")
        }
    }

    @Test func `answers of the API are kept by nobody but who asked, unless they say otherwise`() async throws
    {
        let router = Router(
            routes: [
                .get(Path("/own"), access: .anyone) { _ in try .json(["a": 1]) },
                .get(Path("/open"), access: .anyone) { _ in
                    var response = try Response.json(["a": 1])
                    response.headers["Cache-Control"] = "public, max-age=60"
                    return response
                },
            ],
            middleware: [SecurityHeaders()]
        )
        try await withEachTransport(router) { client async throws in
            #expect(try await client.get("/own").headers["Cache-Control"] == "private, no-cache")
            #expect(try await client.get("/open").headers["Cache-Control"] == "public, max-age=60")
            #expect(try await client.get("/none").headers["Cache-Control"] == "private, no-cache")
        }
    }

    @Test func `every request is noted without its query`() async throws {
        let lines = Guarded<[String]>([])
        let router = Router(
            routes: [.get(Path("/a/:n", Int.self), access: .anyone) { _, n in .text("\(n)") }],
            middleware: [AccessLog(to: { record in lines.withLock { $0.append(record.json) } })]
        )
        _ = await router.respond(to: Request(.get, "/a/5?key=secret\"\n"))
        let line = try #require(lines.withLock { $0.first })
        #expect(line.contains(#""method":"GET","path":"/a/5","route":"/a/{n}","status":200"#))
        #expect(!line.contains("secret"))
        #expect(!line.contains("\n"))
    }

    @Test func `a record is one line of JSON whatever is in it`() {
        let record = LogRecord(.warning, "odd \"\\\n\u{1}", [("n", .number(.nan)), ("b", .flag(true))])
        #expect(record.json.hasSuffix(#""level":"warning","event":"odd \"\\\n\u0001","n":null,"b":true}"#))
    }
}
