internal import Crypto
internal import Essentials
internal import SQL

extension Standing {
    private static let columns: SQL = "u.id AS user_id, u.handle, u.display_name, u.is_banned, r.role"

    private init(_ rows: [Row], isEnded: Bool, scopes: Set<TokenScope>?) throws {
        userID = try rows[0]["user_id"]
        handle = try rows[0]["handle"]
        displayName = try rows[0]["display_name"]
        roles = try Role.all(in: rows)
        isBanned = try rows[0]["is_banned"]
        self.isEnded = isEnded
        self.scopes = scopes
    }

    static func load(
        _ id: ID<UserSession>,
        at now: Instant,
        in session: any Session
    ) async throws -> Standing? {
        let rows = try await session.query(
            """
            SELECT \(columns), s.ended_at, s.expires_at FROM sessions s
            JOIN users u ON u.id = s.user_id
            LEFT JOIN user_roles r ON r.user_id = u.id
            WHERE s.id = \(id)
            """
        )
        guard let first = rows.first else { return nil }
        let endedAt: Instant? = try first["ended_at"]
        let expiresAt: Instant = try first["expires_at"]
        return try Standing(rows, isEnded: endedAt != nil || expiresAt <= now, scopes: nil)
    }

    /// By the hash of a personal access token, whose use is noted.
    static func load(tokenHash: String, at now: Instant, in session: any Session) async throws -> Standing? {
        let rows = try await session.query(
            """
            SELECT \(columns), t.id AS token_id, t.may_write FROM personal_tokens t
            JOIN users u ON u.id = t.user_id
            LEFT JOIN user_roles r ON r.user_id = u.id
            WHERE t.token_hash = \(tokenHash)
            """
        )
        guard let first = rows.first else { return nil }
        try await PersonalToken.touch(first["token_id"], at: now, in: session)
        let mayWrite: Bool = try first["may_write"]
        return try Standing(rows, isEnded: false, scopes: mayWrite ? [.read, .write] : [.read])
    }
}

extension Accounts {
    /// News that somebody's standing has changed, for all processes.
    static let standingsChanged: Channel = "standings_changed"

    /// Runs `change` in a transaction that also tells those who serve `user` at length to look again.
    @discardableResult
    func changingStanding<Result: Sendable>(
        of user: UserID,
        _ change: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        try await changingStandings { session in
            let result = try await change(session)
            try await StandingNews.publish(of: user, in: session)
            return result
        }
    }

    /// Runs `change` in a transaction, after which no process believes what it remembered of anybody's standing.
    @discardableResult
    func changingStandings<Result: Sendable>(
        _ change: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        let result = try await database.transaction { session in
            let result = try await change(session)
            try await session.notify(Self.standingsChanged)
            return result
        }
        forgetStandings()
        return result
    }

    private func forgetStandings() {
        standings.clear()
        onStandingsChanged()
    }

    /// Listens for such news from other processes, as long as the task lives.
    package func run() async throws {
        for await _ in try await database.notices(on: Self.standingsChanged) { forgetStandings() }
    }

    func standing(ofSession id: ID<UserSession>) async throws -> Standing? {
        let now = settings.clock()
        return try await standings.standing(of: .session(id), at: now) {
            try await Standing.load(id, at: now, in: database)
        }
    }

    func standing(ofToken secret: String) async throws -> Standing? {
        let now = settings.clock()
        let hash = SHA256.hash(secret).description
        return try await standings.standing(of: .token(hash), at: now) {
            try await Standing.load(tokenHash: hash, at: now, in: database)
        }
    }
}
