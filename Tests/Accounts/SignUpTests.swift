import Essentials
import SQL
import Synchronization
import Testing

@testable import Accounts

@Suite struct SignUpTests {
    @Test func `the first to sign up is the admin, and nobody after`() async throws {
        try await Desk.run { desk in
            #expect(try await desk.accounts.isUnclaimed())
            let first = try await desk.signUp("ada").user
            let second = try await desk.signUp("bob").user
            #expect(first.roles == [.fan, .artist, .admin] && first.isAdmin)
            #expect(second.roles == [.fan, .artist] && !second.isAdmin)
            #expect(first.displayName == "ada" && first.email == "ada@example.org")
            #expect(try await desk.accounts.user(handle: "@ADA") == first)
            #expect(try await desk.accounts.user(second.id) == second)
            #expect(try await !desk.accounts.isUnclaimed())
        }
    }

    @Test func `of many who come first at once, one is the admin`() async throws {
        try await Desk.run { desk in
            let users = try await withThrowingTaskGroup(of: User.self) { group in
                for number in 0..<10 { group.addTask { try await desk.signUp("person\(number)").user } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(users.count(where: \.isAdmin) == 1)
        }
    }

    @Test func `the first account takes the claim code where there is one`() async throws {
        try await Desk.run(signUps: .closed, claimCode: "7F3K-9QLM") { desk in
            for wrong in [nil, "", "7F3K", "7f3k-9qlm", "7F3K-9QLM-"] {
                await desk.expect(.claimCodeNeeded) { try await desk.signUp("ada", claimCode: wrong) }
            }
            let first = try await desk.signUp("ada", claimCode: " 7F3K-9QLM ").user
            #expect(first.isAdmin)
            // After that the setting counts.
            await desk.expect(.signUpsClosed) { try await desk.signUp("bob", claimCode: "7F3K-9QLM") }
            try await desk.expect(2, in: "users")
        }
    }

    @Test func `an invitation lets one person in, for two weeks`() async throws {
        try await Desk.run(signUps: .invite) { desk in
            let ada = try await desk.signUp("ada").user
            let invite = try await desk.accounts.makeInvite(by: ada.id).code
            for wrong in [nil, "", "guess", invite + "x"] {
                await desk.expect(.inviteNeeded) { try await desk.signUp("bob", invite: wrong) }
            }
            try await desk.signUp("bob", invite: invite)
            await desk.expect(.inviteNeeded) { try await desk.signUp("eve", invite: invite) }
            let late = try await desk.accounts.makeInvite(by: ada.id).code
            desk.clock.advance(by: .seconds(14 * 86_400))
            await desk.expect(.inviteNeeded) { try await desk.signUp("eve", invite: late) }
            let stored = try await desk.database.values("SELECT code_hash FROM invites", as: String.self)
            #expect(stored.allSatisfy { $0.count == 64 && $0 != invite })
        }
    }

    @Test func `one invitation that many use at once lets one in`() async throws {
        try await Desk.run(signUps: .invite) { desk in
            let ada = try await desk.signUp("ada").user
            let invite = try await desk.accounts.makeInvite(by: ada.id).code
            let admitted = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<6 {
                    group.addTask { (try? await desk.signUp("person\(number)", invite: invite)) != nil }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(admitted == 1)
            try await desk.expect(3, in: "users")
        }
    }

    @Test func `handles and addresses are taken in any case`() async throws {
        try await Desk.run { desk in
            try await desk.signUp("ada")
            var form = desk.form("ADA")
            form.email = "other@example.org"
            await desk.expect(.taken("handle")) { _ = try await desk.accounts.signUp(form, agent: nil) }
            form.handle = "other"
            form.email = " Ada@Example.ORG "
            await desk.expect(.taken("email")) { _ = try await desk.accounts.signUp(form, agent: nil) }
            try await desk.expect(2, in: "users")
        }
    }

    @Test func `all that is wrong with a form is said at once`() async throws {
        try await Desk.run { desk in
            let long = String(repeating: "x", count: 101)
            let form = SignUpForm(email: "x", handle: "-", password: "1", displayName: long)
            await #expect {
                try await desk.accounts.signUp(form, agent: nil)
            } throws: { error in
                guard case .invalid(let fields)? = error as? AccountError else { return false }
                return Set(fields.keys) == ["email", "handle", "password", "display_name"]
            }
            try await desk.expect(1, in: "users")
        }
    }

    @Test(arguments: ["Eve \u{202E}adA", "\u{2067}Eve", "Eve\u{2028}Ada", "\u{200B}", "\u{3164}"])
    func `a name that turns around what follows it, or can't be seen, is refused`(name: String) async throws {
        try await Desk.run { desk in
            let form = SignUpForm(
                email: "eve@example.org",
                handle: "eve",
                password: Desk.password,
                displayName: name
            )
            await #expect {
                try await desk.accounts.signUp(form, agent: nil)
            } throws: { error in
                guard case .invalid(let fields)? = error as? AccountError else { return false }
                return Array(fields.keys) == ["display_name"]
            }
        }
    }

    @Test func `what makes the first artist can undo the sign-up`() async throws {
        struct Refused: Error {}
        let seen = Mutex<[String]>([])
        let makeArtist: @Sendable (User, any Session) async throws -> Void = { user, session in
            let isWritten = try await session.exists("SELECT 1 FROM users WHERE id = \(user.id)")
            #expect(isWritten)
            seen.withLock { $0.append(user.handle) }
            if user.handle == "eve" { throw Refused() }
        }
        try await Desk.run(onSignUp: makeArtist) { desk in
            try await desk.signUp("ada")
            await #expect(throws: Refused.self) { try await desk.signUp("eve") }
            try await desk.expect(2, in: "users")
            try await desk.expect(1, in: "sessions")
        }
        #expect(seen.withLock { $0 } == ["ada", "eve", "ada", "eve"])
    }

    @Test func `the program itself has an account that nobody can use`() async throws {
        try await Desk.run { desk in
            let system = try #require(try await desk.accounts.user(Accounts.systemUserID))
            #expect(system.handle == "system" && system.displayName == "System" && system.roles.isEmpty)
            for password in ["", "system", Desk.password] {
                await desk.expect(.wrongCredentials) {
                    _ = try await desk.accounts.signIn(name: "system", password: password, agent: nil)
                }
            }
            await desk.expect(.notFound) { _ = try await desk.accounts.resetPassword(name: "system") }
            await desk.expect(.notFound) { try await desk.accounts.ban(handle: "system") }
        }
    }
}
