internal import Crypto
internal import Essentials
internal import SQL

// Every statement on `personal_tokens`.

extension PersonalToken {
    private static let columns: SQL = "id, name, may_write, created_at, last_used_at"

    private init(_ row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        scopes = try row["may_write"] ? [.read, .write] : [.read]
        createdAt = try row["created_at"]
        lastUsedAt = try row["last_used_at"]
    }

    func insert(secret: String, of user: UserID, in session: any Session) async throws {
        try await session.execute(
            """
            INSERT INTO personal_tokens (id, user_id, token_hash, name, may_write, created_at)
            VALUES (
                \(id), \(user), \(SHA256.hash(secret).description), \(name), \(scopes.contains(.write)), \(createdAt)
            )
            """
        )
    }

    static func all(of user: UserID, in session: any Session) async throws -> [PersonalToken] {
        try await session.query(
            """
            SELECT \(columns) FROM personal_tokens WHERE user_id = \(user)
            ORDER BY created_at DESC, id DESC
            """
        ).map { try PersonalToken($0) }
    }

    static func find(
        _ id: ID<PersonalToken>,
        of user: UserID,
        in session: any Session
    ) async throws -> PersonalToken? {
        try await session.first(
            "SELECT \(columns) FROM personal_tokens WHERE id = \(id) AND user_id = \(user)"
        ).map { try PersonalToken($0) }
    }

    static func delete(_ id: ID<PersonalToken>, of user: UserID, in session: any Session) async throws -> Bool
    {
        try await session.execute("DELETE FROM personal_tokens WHERE id = \(id) AND user_id = \(user)") == 1
    }

    static func deleteAll(of user: UserID, in session: any Session) async throws {
        try await session.execute("DELETE FROM personal_tokens WHERE user_id = \(user)")
    }

    /// Notes that the token was used, at most once a minute.
    static func touch(_ id: ID<PersonalToken>, at now: Instant, in session: any Session) async throws {
        try await session.execute(
            """
            UPDATE personal_tokens SET last_used_at = \(now)
            WHERE id = \(id) AND (last_used_at IS NULL OR last_used_at < \(now - .seconds(60)))
            """
        )
    }
}
