import Essentials
import Testing

@testable import HTTP

private let track = Path("/api/v1/tracks/:id", ID<Member>.self)
private let slug = Path("/@:handle/:slug", String.self, String.self)
private let playlist = Path("/stream/:version.m3u8", Int.self)
private let files = Path("/files/:rest*", String.self)

private let router = Router(
    routes: [
        .get(track, access: .anyone) { _, id in .text("track \(id)") },
        .delete(track, access: .member) { _, id in .text("deleted \(id)") },
        .get(slug, access: .anyone) { _, handle, slug in .text("\(handle) \(slug)") },
        .get(Path("/@:handle/edit", String.self), access: .admin) { _, handle in .text("edit \(handle)") },
        .get(playlist, access: .anyone) { _, number in .text("playlist \(number)") },
        .get(files, access: .linkHolder) { _, rest in .text("file \(rest)") },
        .get(Path("/"), access: .anyone) { request in .text("home \(request.query["q"] ?? "")") },
        .get(Path("/broken"), access: .anyone) { _ in throw Broken() },
        .get(Path("/taken"), access: .anyone) { _ in throw Refusal.conflict("Taken.", fields: ["a": "b"]) },
    ],
    log: { _ in }
)

private struct Broken: Error {}

private func text(_ response: Response) -> String {
    guard case .bytes(let bytes) = response.body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
}

@Suite struct RouterTests {
    @Test func `a path prints what it parses`() async {
        let id = ID<Member>()
        #expect(track(id) == "/api/v1/tracks/\(id)")
        #expect(text(await router.respond(to: Request(.get, track(id)))) == "track \(id)")
        #expect(slug("a b", "ü/x") == "/@a%20b/%C3%BC%2Fx")
        #expect(text(await router.respond(to: Request(.get, slug("a b", "ü/x")))) == "a b ü/x")
        #expect(files("a/b c") == "/files/a/b%20c")
    }

    @Test(arguments: [
        ("/", "home "), ("/?q=a+b%21", "home a b!"), ("/@x/edit", ""), ("/@x/other", "x other"),
        ("/stream/7.m3u8", "playlist 7"), ("/files/a/b.js", "file a/b.js"), ("/%66iles/a", "file a"),
    ])
    func `a path leads to its route`(target: String, answer: String) async {
        let response = await router.respond(to: Request(.get, target))
        #expect(answer.isEmpty ? response.status == .unauthorized : text(response) == answer)
    }

    @Test(arguments: [
        "/nothing", "/api/v1/tracks/7", "/stream/x.m3u8", "/stream/.m3u8", "/files/", "/files/../x",
        "/files/%2e%2e/x", "/files/a%2fb", "/files/a//b", "/@x/%00", "/@x/%zz", "/@x/..", "//", "",
    ])
    func `what names nothing is not found`(target: String) async {
        #expect(await router.respond(to: Request(.get, target)).status == .notFound)
    }

    @Test(arguments: ["/?q=a%00b", "/?q=1&r=%00", "/?%00=1", "/?%00", "/nothing?q=%00"])
    func `a NUL in the query is a bad request, whoever would read it`(target: String) async {
        let response = await router.respond(to: Request(.get, target))
        #expect(response.status == (target.hasPrefix("/nothing") ? .notFound : .badRequest))
    }

    @Test func `another method is refused with those that are allowed`() async {
        let response = await router.respond(to: Request(.post, track(ID())))
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers["Allow"] == "DELETE, GET, HEAD, OPTIONS")
        let options = await router.respond(to: Request(.options, track(ID())))
        #expect(options.status == .noContent)
        #expect(options.headers["Allow"] == "DELETE, GET, HEAD, OPTIONS")
    }

    @Test func `who may not call is told whether signing in would help`() async {
        var request = Request(.get, "/@x/edit")
        #expect(await router.respond(to: request).status == .unauthorized)
        request.identity = Identity(viewer: .member(UserID(), roles: [.fan]), credential: .cookie)
        #expect(await router.respond(to: request).status == .forbidden)
        request.identity.viewer = .member(UserID(), roles: [.admin])
        #expect(text(await router.respond(to: request)) == "edit x")
    }

    @Test func `a refusal is shown in the envelope`() async {
        let response = await router.respond(to: Request(.get, "/taken"))
        #expect(response.status == .conflict)
        let json =
            #"{"success":false,"error":{"code":"conflict","message":"Taken.","fields":{"a":"b"}},"message":"Taken."}"#
        #expect(text(response) == json)
    }

    @Test func `what is wrong with fields makes the sentence where nothing else is said`() {
        let two = Refusal.unprocessable(fields: ["part_size": "is too small", "filename": "is empty"])
        #expect(two.message == "Filename is empty. Part size is too small.")
        #expect(Refusal.unprocessable("Say more.", fields: ["title": "is empty"]).message == "Say more.")
        let told = Refusal.unprocessable(fields: ["title": "Give the track a title."])
        #expect(told.message == "Give the track a title.")
        #expect(Refusal.unprocessable().message == "Some of this can't be accepted.")
    }

    @Test func `an unknown error tells the client nothing but the request's name`() async {
        let request = Request(.get, "/broken")
        let response = await router.respond(to: request)
        #expect(response.status == .internalError)
        #expect(response.headers["X-Request-Id"] == request.id.description)
        #expect(text(response).contains(request.id.description))
        #expect(!text(response).contains("Broken"))
    }

    @Test func `an error that somebody can explain is shown as they do`() async {
        let explaining = Router(
            routes: router.routes,
            log: { _ in },
            explain: { error in error is Broken ? Refusal(507, code: "full", "Full.") : nil }
        )
        let response = await explaining.respond(to: Request(.get, "/broken"))
        #expect(response.status == 507)
        #expect(text(response).contains("\"Full.\""))
    }
}

@Suite struct RequestIDTests {
    @Test func `no two requests have the same name`() {
        let names = Set((0..<10_000).map { _ in RequestID().description })
        #expect(names.count == 10_000)
        #expect(names.allSatisfy { $0.utf8.count == 13 })
    }
}
