import Essentials
import SQL
import Support
import Testing

@testable import Accounts

@Suite struct AdministrationTests {
    @Test func `a ban is felt at once, and lifted when it is lifted`() async throws {
        try await Desk.run { desk in
            try await desk.signUp("boss")
            let eve = try await desk.signUp("eve")
            let accounts = desk.accounts
            let secret = try await accounts.makeToken(named: "bot", scopes: [.write], for: eve.user.id).secret
            func standings() async throws -> [Standing?] {
                [
                    try await accounts.standing(ofSession: eve.tokens.session),
                    try await accounts.standing(ofToken: secret),
                ]
            }
            #expect(try await standings().map { $0?.isBanned } == [false, false])
            try await accounts.ban(handle: "EVE")
            #expect(try await standings().map { $0?.isBanned } == [true, true])
            await desk.expect(.sessionEnded) { _ = try await accounts.refresh(eve.tokens.refresh) }
            await desk.expect(.banned) {
                _ = try await accounts.signIn(name: "eve", password: Desk.password, agent: nil)
            }
            await desk.expect(.wrongCredentials) {
                _ = try await accounts.signIn(name: "eve", password: "guess", agent: nil)
            }
            try await accounts.liftBan(handle: "eve")
            _ = try await accounts.signIn(name: "eve", password: Desk.password, agent: nil)
            #expect(try await standings().map { $0?.isEnded } == [true, false])
            await desk.expect(.notFound) { try await accounts.ban(handle: "nobody") }
        }
    }

    @Test func `somebody is always left to run the instance`() async throws {
        try await Desk.run { desk in
            try await desk.signUp("ada")
            try await desk.signUp("bob")
            let accounts = desk.accounts
            await desk.expect(.lastAdmin) { try await accounts.ban(handle: "ada") }
            await desk.expect(.lastAdmin) { try await accounts.setRoles([.fan], handle: "ada") }
            let bob = try await accounts.setRoles([.moderator, .admin], handle: "bob")
            #expect(bob.roles == [.moderator, .admin])
            // Two admins who remove each other at once: one of them stays.
            await withTaskGroup(of: Void.self) { group in
                for handle in ["ada", "bob"] {
                    group.addTask { _ = try? await accounts.setRoles([.fan], handle: handle) }
                }
            }
            let admins: Int = try await desk.database.value(
                "SELECT count(*) FROM user_roles WHERE role = \(Role.admin)"
            )
            #expect(admins == 1)
        }
    }

    @Test func `a change of roles is felt at once`() async throws {
        try await Desk.run { desk in
            try await desk.signUp("ada")
            let bob = try await desk.signUp("bob").tokens.session
            let before = try await desk.accounts.standing(ofSession: bob)
            #expect(before?.roles == [.fan, .artist])
            try await desk.accounts.setRoles([.label], handle: "bob")
            let after = try await desk.accounts.standing(ofSession: bob)
            #expect(after?.roles == [.label])
        }
    }

    @Test func `personal tokens are told once, kept as hashes, and end when deleted`() async throws {
        try await Desk.run { desk in
            let ada = try await desk.signUp("ada").user.id
            let bob = try await desk.signUp("bob").user.id
            let accounts = desk.accounts
            let (token, secret) = try await accounts.makeToken(named: " backup ", scopes: [.read], for: ada)
            let (writer, _) = try await accounts.makeToken(named: "studio", scopes: [.write], for: ada)
            #expect(token.name == "backup" && token.scopes == [.read] && writer.scopes == [.read, .write])
            #expect(secret.hasPrefix("stemma_pat_") && secret.count == 54)
            let hashes = try await desk.database.values(
                "SELECT token_hash FROM personal_tokens",
                as: String.self
            )
            #expect(hashes.allSatisfy { $0.count == 64 && !secret.contains($0) })

            let standing = try await accounts.standing(ofToken: secret)
            #expect(standing?.userID == ada && standing?.scopes == [.read])
            #expect(try await accounts.token(token.id, of: ada).lastUsedAt == desk.clock.now)
            #expect(try await accounts.tokens(of: bob).isEmpty)
            await desk.expect(.notFound) { _ = try await accounts.token(token.id, of: bob) }
            await desk.expect(.notFound) { try await accounts.deleteToken(token.id, of: bob) }
            try await accounts.deleteToken(token.id, of: ada)
            #expect(try await accounts.standing(ofToken: secret) == nil)
            #expect(try await accounts.tokens(of: ada).map(\.id) == [writer.id])
            try await accounts.deleteTokens(of: ada)
            #expect(try await accounts.tokens(of: ada).isEmpty)
        }
    }

    @Test(arguments: [("", [TokenScope.read]), (String(repeating: "x", count: 101), [.read]), ("x", [])])
    func `a token needs a name and a scope`(name: String, scopes: [TokenScope]) async throws {
        try await Desk.run { desk in
            let ada = try await desk.signUp("ada").user.id
            await #expect {
                try await desk.accounts.makeToken(named: name, scopes: Set(scopes), for: ada)
            } throws: { error in
                if case .invalid? = error as? AccountError { true } else { false }
            }
        }
    }

    @Test func `what is asked with every request goes through an index`() async throws {
        try await Desk.run { desk in
            for sql in [
                """
                SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id
                LEFT JOIN user_roles r ON r.user_id = u.id WHERE s.id = \("x")
                """,
                """
                SELECT t.id FROM personal_tokens t JOIN users u ON u.id = t.user_id
                LEFT JOIN user_roles r ON r.user_id = u.id WHERE t.token_hash = \("x")
                """,
                "SELECT id FROM users WHERE email_folded = \("x")",
                "SELECT id FROM users WHERE handle = \("x")",
                "SELECT id FROM sessions WHERE expires_at < \(desk.clock.now)",
            ] as [SQL] {
                try await PlanGuard.expectNoFullScan(sql, in: desk.database)
            }
        }
    }
}
