import HTTP
import Testing

@testable import Site

@Suite struct UnbuiltRoutesTests {
    @Test(arguments: [
        (Method.get, "/api/v1/songs/x", "songs"), (.post, "/api/v1/versions/x/vote", "votes"),
        (.get, "/api/v1/versions/a/alignment/b", "comparison of versions"),
        (.put, "/live/stream/end", "live events"), (.delete, "/users/x/follow", "follows"),
    ])
    func `a planned address answers 501 and names the feature`(
        method: Method,
        path: String,
        feature: String
    )
        async
    {
        let router = Router(routes: UnbuiltRoutes.routes(beside: []))
        let answer = await router.respond(to: Request(method, path))
        #expect(answer.status == .notImplemented)
        #expect(text(of: answer).contains("UNIMPLEMENTED: \(feature)"))
    }

    @Test func `what is built takes the place of what was planned`() async {
        let built = Route.get(Path("/users/:user", String.self), access: .anyone) { _, name in .text(name) }
        let router = Router(routes: [built] + UnbuiltRoutes.routes(beside: [built]))
        #expect(await router.respond(to: Request(.get, "/users/x")).status == .ok)
        #expect(await router.respond(to: Request(.put, "/users/x")).status == .notImplemented)
    }

    @Test func `planned addresses are left out of the API's description`() {
        #expect(UnbuiltRoutes.routes(beside: []).allSatisfy { $0.operation == nil })
    }

    @Test func `any other address is simply unknown`() async {
        let router = Router(routes: UnbuiltRoutes.routes(beside: []))
        #expect(await router.respond(to: Request(.get, "/api/v1/nothing")).status == .notFound)
    }
}
