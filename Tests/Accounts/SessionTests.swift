import Crypto
import Essentials
import SQL
import Testing

@testable import Accounts

@Suite struct SessionTests {
    @Test func `a refresh token buys the next pair`() async throws {
        try await Desk.run { desk in
            let first = try await desk.signUp("ada").tokens
            desk.clock.advance(by: .seconds(600))
            let second = try await desk.accounts.refresh(first.refresh)
            #expect(second.session == first.session)
            #expect(second.refresh != first.refresh && second.access != first.access)
            #expect(second.expiresAt == desk.clock.now + .seconds(900))
            let third = try await desk.accounts.refresh(second.refresh)
            #expect(third.refresh != second.refresh)
        }
    }

    @Test func `for half a minute the token before gets the same successor`() async throws {
        try await Desk.run { desk in
            let first = try await desk.signUp("ada").tokens
            let second = try await desk.accounts.refresh(first.refresh)
            desk.clock.advance(by: .seconds(30))
            #expect(try await desk.accounts.refresh(first.refresh).refresh == second.refresh)
            #expect(try await desk.accounts.refresh(second.refresh).refresh != second.refresh)
        }
    }

    @Test func `a token used again later ends the session for all who hold it`() async throws {
        try await Desk.run { desk in
            let first = try await desk.signUp("ada").tokens
            let other = try await desk.accounts.signIn(name: "ada", password: Desk.password, agent: nil)
                .tokens
            let second = try await desk.accounts.refresh(first.refresh)
            desk.clock.advance(by: .seconds(31))
            await expectEnded(desk, first.refresh)
            await expectEnded(desk, second.refresh)
            let standing = try await desk.accounts.standing(ofSession: second.session)
            #expect(standing?.isEnded == true)
            // Other sessions of the same person have nothing to do with it.
            _ = try await desk.accounts.refresh(other.refresh)
        }
    }

    @Test func `the token before the one before ends the session at once`() async throws {
        try await Desk.run { desk in
            let first = try await desk.signUp("ada").tokens
            let second = try await desk.accounts.refresh(first.refresh)
            let third = try await desk.accounts.refresh(second.refresh)
            await expectEnded(desk, first.refresh)
            await expectEnded(desk, third.refresh)
        }
    }

    @Test func `many who refresh at once get one successor`() async throws {
        try await Desk.run { desk in
            let first = try await desk.signUp("ada").tokens
            let successors = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<12 { group.addTask { try await desk.accounts.refresh(first.refresh).refresh } }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(successors.count == 1)
            let generation: Int = try await desk.database.value("SELECT generation FROM sessions")
            #expect(generation == 2)
        }
    }

    @Test func `a session nobody refreshes for 30 days is over`() async throws {
        try await Desk.run { desk in
            var tokens = try await desk.signUp("ada").tokens
            for _ in 0..<3 {
                desk.clock.advance(by: .seconds(30 * 86_400 - 1))
                tokens = try await desk.accounts.refresh(tokens.refresh)
            }
            desk.clock.advance(by: .seconds(30 * 86_400))
            await expectEnded(desk, tokens.refresh)
            desk.clock.advance(by: .seconds(1))
            let forgotten = try await desk.accounts.sweep()
            #expect(forgotten == 1)
        }
    }

    @Test func `a made-up or changed token is worth nothing, and harms nobody`() async throws {
        try await Desk.run { desk in
            let good = try await desk.signUp("ada").tokens
            let parts = good.refresh.split(separator: ".").map(String.init)
            let bad = [
                "", ".", "..", "a.1.b", parts[0], "\(parts[0]).1", "\(parts[0]).2.\(parts[2])",
                "\(parts[0]).0.\(parts[2])", "\(parts[0]).01.\(parts[2])", "\(parts[0]).+1.\(parts[2])",
                "\(ID<UserSession>()).1.\(parts[2])", good.refresh + "x", good.refresh + ".x", good.access,
                good.view, "\(parts[0]).1.\(String(repeating: "A", count: 43))",
            ]
            for token in bad { await expectEnded(desk, token) }
            _ = try await desk.accounts.refresh(good.refresh)
        }
    }

    @Test func `tokens made with another key are worth nothing, and none passes for another kind`()
        async throws
    {
        try await Desk.run { desk in
            let good = try await desk.signUp("ada").tokens
            let row = try #require(try await UserSession.find(good.session, in: desk.database))
            let forger = TokenMint(key: .random())
            let forged = try forger.tokens(for: row, at: desk.clock.now)
            await expectEnded(desk, forged.refresh)
            let (mint, now) = (desk.accounts.mint, desk.clock.now)
            for token in [forged.access, good.refresh, good.view, "", ".."] {
                #expect(mint.session(ofAccess: token, at: now) == nil)
            }
            for token in [forged.view, good.refresh, good.access, "", "."] {
                #expect(mint.session(ofView: token) == nil)
            }
            #expect(mint.formToken(of: row.id) != forger.formToken(of: row.id))
            #expect(mint.session(ofAccess: good.access, at: now) == good.session)
            #expect(mint.session(ofAccess: good.access, at: now + .seconds(900)) == nil)
            #expect(mint.session(ofView: good.view) == good.session)
        }
    }

    @Test func `ending a session ends it at once, and only one's own can be ended`() async throws {
        try await Desk.run { desk in
            let ada = try await desk.signUp("ada")
            let bob = try await desk.signUp("bob")
            let accounts = desk.accounts
            let before = try await accounts.standing(ofSession: ada.tokens.session)
            #expect(before?.isEnded == false)
            await desk.expect(.notFound) { try await accounts.end(ada.tokens.session, of: bob.user.id) }
            try await accounts.endSessions(of: bob.user.id, except: nil)
            let tokens = try await accounts.refresh(ada.tokens.refresh)
            try await accounts.end(ada.tokens.session, of: ada.user.id)
            let after = try await accounts.standing(ofSession: ada.tokens.session)
            #expect(after?.isEnded == true)
            await desk.expect(.notFound) { try await accounts.end(ada.tokens.session, of: ada.user.id) }
            await expectEnded(desk, tokens.refresh)
            #expect(try await accounts.sessions(of: ada.user.id).isEmpty)
        }
    }

    @Test func `another process hears that a session has ended`() async throws {
        try await Desk.run { desk in
            let ada = try await desk.signUp("ada")
            let settings = desk.accounts.settings
            let elsewhere = try Accounts(database: desk.database, key: desk.key, settings: settings) { _, _ in
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await elsewhere.run() }
                var isEnded = try await elsewhere.standing(ofSession: ada.tokens.session)?.isEnded
                #expect(isEnded == false)
                try await desk.accounts.end(ada.tokens.session, of: ada.user.id)
                // The listener may only just be starting: tell the news until it gets through.
                for _ in 0..<300 where isEnded == false {
                    try await desk.accounts.endSessions(of: ada.user.id, except: nil)
                    try await Task.sleep(for: .milliseconds(10))
                    isEnded = try await elsewhere.standing(ofSession: ada.tokens.session)?.isEnded
                }
                #expect(isEnded == true)
                group.cancelAll()
            }
        }
    }

    @Test func `no secret of a session lies in the database`() async throws {
        try await Desk.run { desk in
            let tokens = try await desk.signUp("ada").tokens
            let row = try #require(try await UserSession.find(tokens.session, in: desk.database))
            for token in [tokens.access, tokens.refresh, tokens.view] {
                let secret = try #require(token.split(separator: ".").last)
                #expect(!"\(row)".contains(secret))
            }
        }
    }

    private func expectEnded(
        _ desk: Desk,
        _ token: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        await desk.expect(.sessionEnded, sourceLocation: sourceLocation) {
            _ = try await desk.accounts.refresh(token)
        }
    }
}
