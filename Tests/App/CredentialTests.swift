import Catalog
import Essentials
import HTTP
import SQL
import Stage
import Support
import Testing

@testable import Accounts
@testable import App

/// Every route, called by everybody who can be told apart: on what is their own, and on what is somebody else's.
struct CredentialTests {
    /// What guards an account is done by its owner in person, not by a program.
    static let inPerson: Set = [
        "GET /api/v1/me/sessions", "GET /api/v1/me/sessions/{id}", "DELETE /api/v1/me/sessions",
        "DELETE /api/v1/me/sessions/{id}", "GET /api/v1/me/tokens", "GET /api/v1/me/tokens/{id}",
        "POST /api/v1/me/tokens", "DELETE /api/v1/me/tokens", "DELETE /api/v1/me/tokens/{id}",
        "PUT /api/v1/me/password", "GET /settings", "POST /settings/password", "POST /settings/sessions/end",
        "POST /settings/sessions/{id}/end", "POST /settings/tokens", "POST /settings/tokens/{id}/delete",
    ]

    /// What nobody but its owner can do, and how others are refused.
    static let ownersAlone = [
        "GET /api/v1/me/sessions/{id}": 404, "DELETE /api/v1/me/sessions/{id}": 404,
        "GET /api/v1/me/tokens/{id}": 404, "DELETE /api/v1/me/tokens/{id}": 404,
        "GET /api/v1/upload/multipart/{upload_id}": 404, "DELETE /api/v1/upload/multipart/{upload_id}": 404,
        "POST /api/v1/upload/multipart/complete": 404, "POST /api/v1/tracks": 404,
        "PATCH /api/v1/comments/{id}": 403, "POST /comments/{comment}/edit": 403,
    ]

    @Test func `a credential that is over opens nothing`() async throws {
        try await House.run { house in
            let (accounts, mia) = (house.instance.accounts, house.mia.id)
            let session = try await house.tokens(of: house.mia)
            let token = try await accounts.makeToken(named: "x", scopes: [.write], for: mia)
            try await accounts.end(session.session, of: mia)
            try await accounts.deleteToken(token.token.id, of: mia)
            let things = try await house.things(.public)
            for secret in [session.access, session.refresh, session.view, token.secret, "stemma_pat_x", "x"] {
                let client = house.client()
                await client.setBearer(secret)
                for route in house.router.routes where route.access != .linkHolder {
                    let answer = try await house.call(route, on: things, from: client, by: nil)
                    let isOver =
                        route.needsCSRFToken ? answer.status == .unauthorized : answer.status.code >= 400
                    #expect(isOver, "\(route.title) with \(secret): \(answer.status.code)")
                }
            }
        }
    }

    @Test func `the cookies of a session that is over are worth as much as none`() async throws {
        try await House.run { house in
            let session = try await house.tokens(of: house.mia)
            try await house.instance.accounts.end(session.session, of: house.mia.id)
            let cookies: Headers = [
                "Cookie":
                    "stemma_access=\(session.access); stemma_refresh=\(session.refresh); stemma_view=\(session.view)"
            ]
            let things = try await house.things(.private)
            for route in house.router.routes where route.access != .linkHolder {
                let path = try route.path(to: things)
                let nobody = try await house.client().send(route.method, path)
                let answer = try await house.client().send(route.method, path, headers: cookies)
                #expect(answer.status == nobody.status, "\(route.title)")
                #expect(!answer.text.contains("Secret"), "\(route.title)")
            }
        }
    }

    @Test func `a program may what its owner may, but for what guards the account`() async throws {
        try await House.run { house in
            var refused: Set<String> = []
            for route in house.router.routes where route.namesSomething || route.isAboutOneself {
                let owner = try await house.call(route, on: house.things(.private), by: house.mia)
                let things = try await house.things(.private)
                let program = try await program(of: house.mia, house)
                let answer = try await house.call(route, on: things, from: program, by: house.mia)
                if answer.text.contains("\"session_needed\"") {
                    refused.insert(route.title)
                } else {
                    #expect(answer.status == owner.status, "\(route.title): \(answer.text.prefix(300))")
                }
            }
            #expect(refused == Self.inPerson)
        }
    }

    @Test(arguments: ["a member of the artist", "an admin"])
    func `who tends somebody's music may all with it, and nothing with what is its owner's alone`(
        who: String
    ) async throws {
        try await House.run { house in
            let person = try await who == "an admin" ? house.boss : companion(of: house.mia, house)
            for route in house.router.routes where route.namesSomething {
                switch route.access {
                case .moderator, .admin, .linkHolder: continue
                case .anyone, .member: break
                }
                let answer = try await house.call(route, on: house.things(.private), by: person)
                let status = answer.status.code
                let words = Testing.Comment(
                    rawValue: "\(route.title) by \(who): \(status) \(answer.text.prefix(300))"
                )
                if let refusal = Self.ownersAlone[route.title] {
                    #expect(status == refusal, words)
                } else {
                    #expect(![401, 403, 404].contains(status), words)
                }
            }
        }
    }

    /// A client with a new token of `person`; some calls of theirs take back those they had.
    private func program(of person: Person, _ house: House) async throws -> TestClient {
        let token = try await house.instance.accounts.makeToken(named: "x", scopes: [.write], for: person.id)
        let client = house.client()
        await client.setBearer(token.secret)
        return client
    }

    /// Somebody who acts for the artist of `person` without being its owner.
    private func companion(of person: Person, _ house: House) async throws -> Person {
        let companion = try await house.stage.person("anna")
        try await house.stage.database.execute(
            """
            INSERT INTO artist_members (artist_id, user_id, role, created_at)
            VALUES (\(person.artist), \(companion.id), 'member', \(Stage.now))
            """
        )
        return companion
    }
}

extension Route {
    /// Whether it shows or changes what somebody has to themselves.
    fileprivate var isAboutOneself: Bool { template.contains("/me/") || template.hasPrefix("/settings") }
}
