import Crypto
import Essentials
import Events
import HTTP
import SQL
import Support
import Synchronization
import Testing
import Uploads

@testable import Accounts

/// Accounts on one database, with cheap passwords, at a time that tests set.
struct Desk {
    let database: any Database
    let accounts: Accounts
    let clock: Clock
    let key: SymmetricKey

    static let password = "a yellow submarine"

    /// Runs `body` with a desk on each database.
    nonisolated(nonsending) static func run(
        signUps: AccountSettings.SignUps = .open,
        claimCode: String? = nil,
        isSecure: Bool = false,
        onSignUp: @escaping @Sendable (User, any Session) async throws -> Void = { _, _ in },
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: (Desk) async throws -> Void
    ) async throws {
        let migrations = Outbox.migrations + Uploads.migrations + Accounts.migrations
        try await withEachDatabase(migrations: migrations, sourceLocation: sourceLocation) { database in
            let clock = Clock()
            let key = SymmetricKey.random()
            let settings = AccountSettings(
                signUps: signUps,
                claimCode: claimCode,
                isSecure: isSecure,
                passwordCost: PasswordCost(passes: 1, memory: 8 << 10),
                clock: { clock.now }
            )
            let accounts = try Accounts(database: database, key: key, settings: settings, onSignUp: onSignUp)
            try await body(Desk(database: database, accounts: accounts, clock: clock, key: key))
        }
    }

    /// Somebody new.
    @discardableResult
    func signUp(_ handle: String, invite: String? = nil, claimCode: String? = nil) async throws -> SignedIn {
        try await accounts.signUp(form(handle, invite: invite, claimCode: claimCode), agent: "Test/1")
    }

    /// What somebody new says of themselves.
    func form(_ handle: String, invite: String? = nil, claimCode: String? = nil) -> SignUpForm {
        SignUpForm(
            email: "\(handle)@example.org",
            handle: handle,
            password: Self.password,
            claimCode: claimCode,
            invite: invite
        )
    }

    /// Expects that a table has so many rows.
    func expect(
        _ count: Int,
        in table: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let found: Int = try await database.value("SELECT count(*) FROM \(SQL(unescaped: table))")
        #expect(found == count, "rows in \(table)", sourceLocation: sourceLocation)
    }

    /// Expects that `work` is refused for this reason.
    func expect(
        _ refusal: AccountError,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ work: () async throws -> Void
    ) async {
        do {
            try await work()
            Issue.record("not refused as \(refusal)", sourceLocation: sourceLocation)
        } catch {
            #expect(error as? AccountError == refusal, sourceLocation: sourceLocation)
        }
    }
}

/// A time that stands until it is moved; in whole seconds, as tokens count.
final class Clock: Sendable {
    private let time = Mutex(Instant(milliseconds: Instant.now.unixSeconds * 1000))

    var now: Instant { time.withLock { $0 } }

    func advance(by duration: Duration) {
        time.withLock { $0 = $0 + duration }
    }
}
