package import Crypto
package import Essentials
package import SQL

/// Who people are: accounts, sessions, personal access tokens, roles and bans.
///
/// Every request passes `authentication`: Authentication → SessionTokens → StandingCache → Standing+SQL. A session is
/// one row; its access token is a JWT that names it, its refresh token carries a number that must be the row's, so
/// that a copy shows itself when it is used.
package struct Accounts: Sendable {
    let database: any Database
    package let settings: AccountSettings
    let passwords: PasswordHasher
    let mint: TokenMint
    let onSignUp: @Sendable (User, any Session) async throws -> Void
    let onEdit: @Sendable (User, any Session) async throws -> Void
    let onStandingsChanged: @Sendable () -> Void
    let standings = StandingCache()
    let backoff = SignInBackoff()

    /// Accounts kept in `database`; tokens are signed with `key`.
    ///
    /// `onSignUp` runs in the transaction that makes an account, `onEdit` in the one that changes what somebody says of
    /// themselves; what they throw undoes it. `onStandingsChanged` runs
    /// whenever somebody was banned, let in again or given other roles, before whoever did it is answered, so that
    /// others can forget what they remembered too. Blocks for the time of one password hash.
    package init(
        database: any Database,
        key: SymmetricKey,
        settings: AccountSettings,
        onSignUp: @escaping @Sendable (User, any Session) async throws -> Void,
        onEdit: @escaping @Sendable (User, any Session) async throws -> Void = { _, _ in },
        onStandingsChanged: @escaping @Sendable () -> Void = {}
    ) throws {
        self.database = database
        self.settings = settings
        passwords = try PasswordHasher(cost: settings.passwordCost)
        mint = TokenMint(key: key)
        self.onSignUp = onSignUp
        self.onEdit = onEdit
        self.onStandingsChanged = onStandingsChanged
    }

    /// The tables of this slice.
    package static let migrations: [Migration] = [.accounts, .avatarMayGo, .lossless]

    /// The account that the program acts as, when it does something of its own accord.
    package static let systemUserID: UserID = {
        guard let id = UserID("00000000-0000-7000-8000-000000000000") else { preconditionFailure("an id") }
        return id
    }()

    /// Sets `identity` on every request; goes before CSRF and rate limits.
    package var authentication: Authentication { Authentication(accounts: self) }

    /// The cookies of browsers' sessions.
    package var cookies: SessionCookies { SessionCookies(isSecure: settings.isSecure) }

    /// The person with this id, or nil.
    package func user(_ id: UserID) async throws -> User? {
        try await User.find(id, in: database)
    }

    /// The person with this handle, whatever its case, or nil.
    package func user(handle: String) async throws -> User? {
        try await User.find(handle: handle, in: database)
    }

    /// Whether the next to sign up runs the instance, so that the page can ask for the claim code.
    package func isUnclaimed() async throws -> Bool {
        try await !User.isAnybodyHere(in: database)
    }
}

/// What an operator decides about accounts.
package struct AccountSettings: Sendable {
    /// Who may sign up, once somebody runs the instance.
    package enum SignUps: String, CaseIterable, Sendable {
        case open
        case invite
        case closed
    }

    package var signUps: SignUps
    /// What the first account takes; nil where only this machine reaches the instance.
    package var claimCode: String?
    /// Whether the public address is `https`, so that cookies go over TLS only.
    package var isSecure: Bool
    /// Whether guessing passwords is slowed down.
    package var limitsRates: Bool
    package var passwordCost: PasswordCost
    /// The time, so that tests can let it pass.
    package var clock: @Sendable () -> Instant

    /// Open to all by default, with passwords at the usual cost.
    package init(
        signUps: SignUps = .open,
        claimCode: String? = nil,
        isSecure: Bool,
        limitsRates: Bool = true,
        passwordCost: PasswordCost = .interactive,
        clock: @escaping @Sendable () -> Instant = { .now }
    ) {
        self.signUps = signUps
        self.claimCode = claimCode
        self.isSecure = isSecure
        self.limitsRates = limitsRates
        self.passwordCost = passwordCost
        self.clock = clock
    }
}
