internal import Essentials
internal import SQL

/// Who signs in under a name, and what their password is checked against; the program and people of a demo never do.
struct PasswordRecord {
    let id: UserID
    /// Nil for an account that has no password.
    let hash: String?
    let isBanned: Bool

    private init(_ row: Row) throws {
        id = try row["id"]
        hash = try row["password_hash"]
        isBanned = try row["is_banned"]
    }

    /// By an address where `name` holds an `@` within, else by a handle.
    static func find(name: String, in session: any Session) async throws -> PasswordRecord? {
        let condition: SQL =
            name.dropFirst().contains("@")
            ? "email_folded = \(EmailAddress.folded(name))" : "handle = \(Handle.folded(name))"
        return try await session.first(
            "SELECT id, password_hash, is_banned FROM users WHERE kind = 'person' AND \(condition)"
        )
        .map { try PasswordRecord($0) }
    }

    static func find(_ id: UserID, in session: any Session) async throws -> PasswordRecord? {
        try await session.first(
            "SELECT id, password_hash, is_banned FROM users WHERE kind = 'person' AND id = \(id)"
        )
        .map { try PasswordRecord($0) }
    }

    static func set(_ hash: String, of id: UserID, at now: Instant, in session: any Session) async throws {
        try await session.execute(
            "UPDATE users SET password_hash = \(hash), updated_at = \(now) WHERE id = \(id)"
        )
    }
}
