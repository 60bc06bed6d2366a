import Essentials
import SQL
import Testing

@testable import Accounts

@Suite struct SignInTests {
    @Test(arguments: ["ada", "ADA", "@ada", " ada@example.org ", "Ada@Example.Org"])
    func `a name in any case and the password open a session`(name: String) async throws {
        try await Desk.run { desk in
            let user = try await desk.signUp("ada").user
            let signedIn = try await desk.accounts.signIn(
                name: name,
                password: Desk.password,
                agent: "Phone/2"
            )
            #expect(signedIn.user == user)
            #expect(try await desk.accounts.sessions(of: user.id).map(\.userAgent).contains("Phone/2"))
        }
    }

    @Test(arguments: [
        ("ada", "a yellow submarinE"), ("ada", ""), ("ada", "a yellow submarine "), ("nobody", ""),
        ("nobody", Desk.password), ("nobody@example.org", ""), ("", ""), ("ada' OR '1'='1", ""), ("a%", ""),
    ])
    func `anything else is refused in the same words`(name: String, password: String) async throws {
        try await Desk.run { desk in
            try await desk.signUp("ada")
            await desk.expect(.wrongCredentials) {
                _ = try await desk.accounts.signIn(name: name, password: password, agent: nil)
            }
            try await desk.expect(1, in: "sessions")
        }
    }

    @Test func `guessing is slowed down, for unknown names alike, and never for long`() async throws {
        try await Desk.run { desk in
            let ada = try await desk.signUp("ada").user
            for name in ["ada", "nobody"] {
                for _ in 0..<5 { #expect(await refusal(desk, name) == .wrongCredentials) }
                #expect(await refusal(desk, name) == .tooManyAttempts(.seconds(2)))
            }
            // Even the right password waits, and is let in after that.
            await desk.expect(.tooManyAttempts(.seconds(2))) {
                _ = try await desk.accounts.signIn(name: "ada", password: Desk.password, agent: nil)
            }
            var longest = Duration.zero
            for _ in 0..<10 {
                desk.clock.advance(by: .seconds(60))
                #expect(await refusal(desk, "ada") == .wrongCredentials)
                if case .tooManyAttempts(let wait)? = await refusal(desk, "ada") {
                    longest = max(longest, wait)
                }
            }
            #expect(longest == .seconds(60))
            desk.clock.advance(by: .seconds(60))
            let user = try await desk.accounts.signIn(name: "ada", password: Desk.password, agent: nil).user
            #expect(user == ada)
            for _ in 0..<5 { #expect(await refusal(desk, "ada") == .wrongCredentials) }
        }
    }

    @Test func `names longer than any are nobody's, and take no place among the attempts`() async throws {
        try await Desk.run { desk in
            let name = String(repeating: "a", count: 16_000)
            for _ in 0..<10 { #expect(await refusal(desk, name) == .wrongCredentials) }
        }
    }

    private func refusal(_ desk: Desk, _ name: String) async -> AccountError? {
        do {
            _ = try await desk.accounts.signIn(name: name, password: "guess", agent: nil)
            return nil
        } catch {
            return error as? AccountError
        }
    }

    @Test func `a new password ends the other sessions and is the only one`() async throws {
        try await Desk.run { desk in
            let here = try await desk.signUp("ada")
            let there = try await desk.accounts.signIn(name: "ada", password: Desk.password, agent: nil)
            let (user, accounts) = (here.user.id, desk.accounts)
            func change(from old: String, to new: String) async throws {
                try await accounts.changePassword(of: user, from: old, to: new, keeping: here.tokens.session)
            }
            await desk.expect(.wrongPassword) { try await change(from: "wrong", to: "a green submarine") }
            await desk.expect(.invalid(["new_password": "must have 8 characters or more"])) {
                try await change(from: Desk.password, to: "short")
            }
            try await change(from: Desk.password, to: "a green submarine")
            #expect(try await accounts.sessions(of: user).map(\.id) == [here.tokens.session])
            await desk.expect(.sessionEnded) { _ = try await accounts.refresh(there.tokens.refresh) }
            await desk.expect(.wrongCredentials) {
                _ = try await accounts.signIn(name: "ada", password: Desk.password, agent: nil)
            }
            _ = try await accounts.signIn(name: "ada", password: "a green submarine", agent: nil)
        }
    }

    @Test func `the operator can give somebody a new password`() async throws {
        try await Desk.run { desk in
            let ada = try await desk.signUp("ada")
            let password = try await desk.accounts.resetPassword(name: "ADA@example.org")
            #expect(password.count == 20)
            await desk.expect(.sessionEnded) { _ = try await desk.accounts.refresh(ada.tokens.refresh) }
            _ = try await desk.accounts.signIn(name: "ada", password: password, agent: nil)
            await desk.expect(.notFound) { _ = try await desk.accounts.resetPassword(name: "nobody") }
        }
    }

    @Test func `passwords are kept as argon2id hashes only`() async throws {
        try await Desk.run { desk in
            try await desk.signUp("ada")
            let hashes = try await desk.database.values(
                "SELECT password_hash FROM users WHERE password_hash IS NOT NULL",
                as: String.self
            )
            #expect(hashes.count == 1)
            #expect(hashes.allSatisfy { $0.hasPrefix("$argon2id$v=19$") && !$0.contains(Desk.password) })
        }
    }
}
