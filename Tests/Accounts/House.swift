import Essentials
import HTTP
import Support
import Testing

@testable import Accounts

/// The accounts' routes behind the middleware that the program puts before them, and a few routes to ask who asks.
struct House {
    let desk: Desk
    let router: Router

    /// Runs `body` with a house on each database.
    nonisolated(nonsending) static func run(
        isSecure: Bool = false,
        limits: Bool = false,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: (House) async throws -> Void
    ) async throws {
        try await Desk.run(isSecure: isSecure, sourceLocation: sourceLocation) { desk in
            var middleware: [any Middleware] = [desk.accounts.authentication, CSRF()]
            if limits { middleware.append(RateLimiter()) }
            let router = Router(routes: desk.accounts.routes + probes, middleware: middleware, log: { _ in })
            try await body(House(desk: desk, router: router))
        }
    }

    /// A browser, or another client that keeps cookies.
    func client() -> TestClient { TestClient(InProcess(router)) }

    /// A client that is signed in by cookies, after signing up.
    func signedUp(_ handle: String) async throws -> TestClient {
        let client = client()
        let body = #"{"email":"\#(handle)@example.org","handle":"\#(handle)","password":"\#(Desk.password)"}"#
        let answer = try await client.post("/api/v1/auth/signup", json: body)
        #expect(answer.status == .created)
        return client
    }

    /// Who the server takes the client for, on a page or a call.
    func who(_ client: TestClient, at path: String = "/page", headers: Headers = [:]) async throws -> String {
        try await client.get(path, headers: headers).text
    }

    /// The form token that a page gives the client.
    func formToken(_ client: TestClient) async throws -> String {
        try await client.get("/form").text
    }

    private static let probes: [Route] = [
        .get(Path("/page"), access: .anyone) { request in .text(name(request)) },
        .get(Path("/form"), access: .anyone) { request in .text(request.csrfToken ?? "none") },
        .post(Path("/page"), access: .anyone) { request in .text(name(request)) },
        .get(Path("/api/v1/who"), access: .anyone) { request in .text(name(request)) },
        .post(Path("/api/v1/who"), access: .anyone) { request in .text(name(request)) },
        .get(Path("/media"), access: .linkHolder) { request in .text(name(request)) },
    ]

    private static func name(_ request: Request) -> String {
        request.viewer.isMember ? request.identity.handle ?? "unnamed" : "nobody"
    }
}

/// What is answered in the envelope, as far as these tests look.
struct Answer: Decodable {
    struct Data: Decodable {
        var user: Person?
        var session: Tokens?
        var token: String?
        var personalToken: Token?
        var code: String?
    }

    struct Person: Decodable {
        var id: UserID
        var handle: String
        var email: String?
        var roles: [String]
        var isAdmin: Bool
    }

    struct Tokens: Decodable {
        var accessToken: String
        var refreshToken: String
        var expiresAt: Instant
    }

    struct Token: Decodable {
        var id: ID<PersonalToken>
        var scopes: [String]
    }

    var data: Data
}

struct ListAnswer<Element: Decodable>: Decodable {
    var data: [Element]
}

struct ListedSession: Decodable {
    var id: ID<UserSession>
    var isCurrent: Bool
    var userAgent: String
}

struct RefusedAnswer: Decodable {
    struct Reason: Decodable {
        var code: String
        var message: String
        var fields: [String: String]?
    }

    var success: Bool
    var error: Reason
}

extension TestResponse {
    /// The code of a refusal, with its status.
    var refusal: String {
        guard let answer = try? json(RefusedAnswer.self), !answer.success else {
            return "\(status.code) \(text)"
        }
        return "\(status.code) \(answer.error.code)"
    }
}
