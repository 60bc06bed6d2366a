import Essentials
import Testing

@testable import HTTP

@Suite struct RateLimiterTests {
    @Test func `who calls too often is told when to come again`() async throws {
        let start = ContinuousClock.now
        let time = Guarded(start)
        let router = Router(
            routes: [
                .post(Path("/sign-in"), access: .anyone) { _ in .noContent }
                    .limited(to: RateLimit("sign-in", 3, per: .seconds(60), by: .address)),
                .get(Path("/free"), access: .anyone) { _ in .noContent },
                .post(Path("/write"), access: .anyone) { _ in .noContent }
                    .limited(to: RateLimit("write", 1, per: .seconds(10))),
            ],
            middleware: [Claims(), RateLimiter(now: { time.withLock { $0 } })]
        )
        func call(_ path: String, _ address: String, _ headers: Headers = [:]) async -> Response {
            let remote = RemoteAddress(address) ?? .loopback
            return await router.respond(to: Request(.post, path, headers: headers, remote: remote))
        }
        for _ in 0..<3 { #expect(await call("/sign-in", "1.2.3.4").status == .noContent) }
        let refused = await call("/sign-in", "1.2.3.4")
        #expect(refused.status == .tooManyRequests)
        #expect(refused.headers["Retry-After"] == "20")
        #expect(await call("/sign-in", "1.2.3.5").status == .noContent)
        time.withLock { $0 = start + .seconds(20) }
        #expect(await call("/sign-in", "1.2.3.4").status == .noContent)
        #expect(await call("/sign-in", "1.2.3.4").status == .tooManyRequests)

        #expect(await call("/write", "2001:db8::1").status == .noContent)
        #expect(await call("/write", "2001:db8::2").status == .tooManyRequests)
        #expect(await call("/write", "2001:db8::2", ["X-Bearer": "1"]).status == .noContent)
        #expect(await call("/write", "9.9.9.9", ["X-Bearer": "1"]).status == .tooManyRequests)
    }
}
