import Accounts
import Catalog
import Essentials
import HTTP
import Site
import Stage
import Support
import Testing

@testable import App

/// What is true of every route there is, read from the route table itself.
struct RouteTableTests {
    /// The addresses that take what comes by their path alone and hold nothing of anybody.
    static let publicFiles = ["/assets/", "/theme/", "/manifest.webmanifest", "/worker.js"]

    @Test func `no route is declared twice, whatever its parameters are called`() async throws {
        try await House.run { house in
            let shapes = house.router.routes.map { "\($0.method.rawValue) \($0.path { _ in "*" })" }
            let twice = Dictionary(grouping: shapes) { $0 }.filter { $0.value.count > 1 }.keys
            #expect(twice.isEmpty)
            #expect(shapes.count > 100)
        }
    }

    @Test func `every route answers each as its declared access says`() async throws {
        try await House.run { house in
            let people: [(who: String, person: Person?)] = [
                ("anonymous", nil), ("fan", house.leo), ("moderator", house.moderator),
                ("admin", house.boss),
            ]
            for route in house.router.routes {
                let path = try route.path(to: .nowhere)
                for (who, person) in people {
                    let client = try await house.client(of: person)
                    let body = route.method.isSafe ? nil : "{}"
                    let answer = try await client.send(route.method, path, json: body)
                    check(answer, of: route, to: who)
                }
            }
        }
    }

    /// Expects the status that the route's access lays down for `who`, who asks for what there isn't.
    private func check(_ answer: TestResponse, of route: Route, to who: String) {
        let status = answer.status.code
        let words = Comment(rawValue: "\(route.title) for \(who): \(status) \(answer.text.prefix(200))")
        let refused =
            switch route.access {
            case .anyone, .linkHolder: false
            case .member: who == "anonymous"
            case .moderator: who == "anonymous" || who == "fan"
            case .admin: who != "admin"
            }
        if refused {
            #expect(status == (who == "anonymous" ? 401 : 403), words)
        } else if case .linkHolder = route.access {
            let isPublic = Self.publicFiles.contains { route.template.hasPrefix($0) }
            #expect(isPublic ? status == 200 : status == 403 || status == 404, words)
        } else if route.needsCSRFToken {
            #expect(status != 401 && status != 403, words)
        }
        #expect(status < 500 || status == 501, words)
    }

    @Test func `a write by cookie needs the form's token and a page of ours`() async throws {
        try await House.run { house in
            for route in house.router.routes where !route.method.isSafe {
                if case .linkHolder = route.access { continue }
                let path = try route.path(to: .nowhere)
                if route.needsCSRFToken {
                    let answer = try await write(route, path, house, withToken: false)
                    #expect(answer.status == .forbidden && code(answer) == "csrf", "\(route.title)")
                }
                for foreign: Headers in [
                    ["Origin": "https://evil.example"], ["Origin": "null"],
                    ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
                ] {
                    let answer = try await write(route, path, house, withToken: true, foreign)
                    #expect(answer.status == .forbidden, "\(route.title)")
                    #expect(code(answer) == "cross_site", "\(route.title)")
                }
            }
        }
    }

    @Test func `writes that can be abused share a limit, whichever way they come`() async throws {
        let limits: [String: Set<String>] = [
            "sign-in": [
                "POST /api/v1/auth/signup", "POST /api/v1/auth/login", "PUT /api/v1/me/password",
                "POST /api/v1/me/tokens", "POST /sign-in", "POST /sign-up", "POST /settings/password",
                "POST /settings/tokens",
            ],
            "refresh": ["POST /api/v1/auth/refresh"],
            "comments": [
                "POST /api/v1/comments", "PATCH /api/v1/comments/{id}", "POST /tracks/{track}/comments",
                "POST /comments/{comment}/edit",
            ],
            "uploads": [
                "POST /api/v1/upload/multipart/init", "POST /upload", "POST /tracks/{track}/artwork",
            ],
            "publications": [
                "POST /api/v1/tracks", "POST /api/v1/tracks/{id}/versions", "POST /versions/{version}/retry",
            ],
            "plays": ["POST /api/v1/plays"],
            "renditions": ["GET /api/v1/stream/{version_id}.mp3", "POST /api/v1/versions/{id}/transcodes"],
            "edits": ["PATCH /api/v1/tracks/{id}", "PUT /api/v1/versions/{id}", "POST /tracks/{track}/edit"],
            "profile": ["PATCH /api/v1/me", "POST /settings/profile"],
        ]
        try await House.run { house in
            let limited = house.router.routes.filter { $0.rateLimit != nil }
            let found = Dictionary(grouping: limited) { $0.rateLimit?.bucket ?? "" }
            #expect(found.mapValues { Set($0.map(\.title)) } == limits)
        }
    }

    @Test func `a token that may only read writes nothing`() async throws {
        try await House.run { house in
            let made = try await house.instance.accounts.makeToken(
                named: "reader",
                scopes: [.read],
                for: house.boss.id
            )
            let client = house.client()
            await client.setBearer(made.secret)
            #expect(try await client.get("/api/v1/me").status == .ok)
            for route in house.router.routes where !route.method.isSafe {
                if case .linkHolder = route.access { continue }
                let path = try route.path(to: .nowhere)
                let answer = try await client.send(route.method, path, json: "{}")
                #expect(answer.status == .forbidden, "\(route.title)")
                #expect(code(answer) == "insufficient_scope", "\(route.title)")
            }
        }
    }

    @Test func `somebody banned writes nothing, and is nobody where they read`() async throws {
        try await House.run { house in
            let tokens = try await house.tokens(of: house.leo)
            try await house.instance.accounts.ban(handle: house.leo.handle)
            let client = house.client()
            await client.setBearer(tokens.access)
            for route in house.router.routes {
                if case .linkHolder = route.access { continue }
                let path = try route.path(to: .nowhere)
                let answer = try await client.send(route.method, path, json: route.method.isSafe ? nil : "{}")
                if !route.method.isSafe, route.needsCSRFToken {
                    #expect(answer.status == .forbidden && code(answer) == "banned", "\(route.title)")
                } else if case .member = route.access {
                    #expect(answer.status == .unauthorized, "\(route.title)")
                }
            }
        }
    }

    private func write(
        _ route: Route,
        _ path: String,
        _ house: House,
        withToken: Bool,
        _ more: Headers = [:]
    ) async throws -> TestResponse {
        var headers = try await house.browserHeaders(of: house.boss, withToken: withToken)
        for (name, value) in more.lines { headers[name] = value }
        return try await house.client().send(route.method, path, json: "{}", headers: headers)
    }

    private func code(_ answer: TestResponse) -> String? {
        guard case .object(let envelope)? = JSONValue(text: answer.text),
            case .object(let error)? = envelope["error"], case .string(let code)? = error["code"]
        else { return nil }
        return code
    }
}

extension TestClient {
    /// Sends JSON where there is any.
    func send(_ method: Method, _ path: String, json: String?) async throws -> TestResponse {
        guard let json else { return try await send(method, path) }
        return try await send(method, path, json: json, headers: [:])
    }
}
