internal import Essentials
internal import SQL

// Every statement on `sessions`.

extension UserSession {
    private static let columns: SQL = """
        id, user_id, salt, generation, user_agent, created_at, rotated_at, expires_at, ended_at
        """

    private init(_ row: Row) throws {
        id = try row["id"]
        userID = try row["user_id"]
        salt = try row["salt"]
        generation = try row["generation"]
        userAgent = try row["user_agent"]
        createdAt = try row["created_at"]
        rotatedAt = try row["rotated_at"]
        expiresAt = try row["expires_at"]
        endedAt = try row["ended_at"]
    }

    func insert(in session: any Session) async throws {
        try await session.execute(
            """
            INSERT INTO sessions (\(Self.columns)) VALUES (
                \(id), \(userID), \(salt), \(generation), \(userAgent), \(createdAt), \(rotatedAt), \(expiresAt),
                \(endedAt)
            )
            """
        )
    }

    static func find(_ id: ID<UserSession>, in session: any Session) async throws -> UserSession? {
        try await session.first("SELECT \(columns) FROM sessions WHERE id = \(id)").map {
            try UserSession($0)
        }
    }

    /// The session with its next generation, or nil where somebody else replaced the token or it is over.
    func rotate(at now: Instant, in session: any Session) async throws -> UserSession? {
        try await session.first(
            """
            UPDATE sessions SET generation = generation + 1, rotated_at = \(now),
                expires_at = \(now + Self.refreshLifetime)
            WHERE id = \(id) AND generation = \(generation) AND ended_at IS NULL AND expires_at > \(now)
            RETURNING \(Self.columns)
            """
        ).map { try UserSession($0) }
    }

    /// The living sessions of a person, the newest first.
    static func all(of user: UserID, at now: Instant, in session: any Session) async throws -> [UserSession] {
        try await session.query(
            """
            SELECT \(columns) FROM sessions
            WHERE user_id = \(user) AND ended_at IS NULL AND expires_at > \(now)
            ORDER BY created_at DESC, id DESC
            """
        ).map { try UserSession($0) }
    }

    /// Ends one session of a person; false where there is no such living one.
    static func end(
        _ id: ID<UserSession>,
        of user: UserID,
        at now: Instant,
        in session: any Session
    ) async throws -> Bool {
        try await session.execute(
            "UPDATE sessions SET ended_at = \(now) WHERE id = \(id) AND user_id = \(user) AND ended_at IS NULL"
        ) == 1
    }

    /// Ends all sessions of a person, but the one that is kept.
    static func endAll(
        of user: UserID,
        except kept: ID<UserSession>?,
        at now: Instant,
        in session: any Session
    ) async throws {
        try await session.execute(
            """
            UPDATE sessions SET ended_at = \(now)
            WHERE user_id = \(user) AND ended_at IS NULL AND id <> \(kept?.text ?? "")
            """
        )
    }

    /// Forgets sessions that expired before `end`; how many there were.
    static func forget(expiredBefore end: Instant, in session: any Session) async throws -> Int {
        try await session.execute("DELETE FROM sessions WHERE expires_at < \(end)")
    }
}
