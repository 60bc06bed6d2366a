internal import Essentials
internal import SQL
internal import Uploads

// Every statement on `users` and `user_roles` but those that ban.

extension User {
    private static let columns: SQL = """
        u.id, u.handle, u.display_name, u.email, u.bio, u.avatar_asset_id, u.is_banned, u.may_hear_lossless,
        u.created_at
        """

    private init(_ row: Row, roles: Set<Role>) throws {
        id = try row["id"]
        handle = try row["handle"]
        displayName = try row["display_name"]
        email = try row["email"]
        bio = try row["bio"]
        avatarID = try row["avatar_asset_id"]
        self.roles = roles
        isBanned = try row["is_banned"]
        mayHearLossless = try row["may_hear_lossless"]
        createdAt = try row["created_at"]
    }

    static func find(_ id: UserID, in session: any Session) async throws -> User? {
        try await find(where: "u.id = \(id)", in: session)
    }

    static func find(handle: String, in session: any Session) async throws -> User? {
        try await find(where: "u.handle = \(Handle.folded(handle))", in: session)
    }

    static func banned(limit: Int, in session: any Session) async throws -> [User] {
        let rows = try await session.query(
            "SELECT \(columns) FROM users u WHERE u.is_banned = 1 ORDER BY u.handle LIMIT \(limit)"
        )
        return try rows.map { try User($0, roles: []) }
    }

    private static func find(where condition: SQL, in session: any Session) async throws -> User? {
        let rows = try await session.query(
            """
            SELECT \(columns), r.role FROM users u LEFT JOIN user_roles r ON r.user_id = u.id
            WHERE \(condition)
            """
        )
        guard let first = rows.first else { return nil }
        return try User(first, roles: Role.all(in: rows))
    }

    /// Writes a new account; throws ``AccountError/taken(_:)`` where somebody has its handle or address.
    static func insert(_ account: NewAccount, at now: Instant, in session: any Session) async throws {
        do {
            try await session.execute(
                """
                INSERT INTO users (
                    id, handle, display_name, email, email_folded, password_hash, kind, created_at, updated_at
                ) VALUES (
                    \(account.id), \(account.handle), \(account.displayName), \(account.email),
                    \(EmailAddress.folded(account.email)), \(account.passwordHash), 'person', \(now), \(now)
                )
                """
            )
        } catch {
            throw taken(by: error) ?? error
        }
        try await setRoles(account.roles, of: account.id, in: session)
    }

    private static func taken(by error: SQLError) -> (any Error)? {
        if error.isUnique("handle") { return AccountError.taken("handle") }
        if error.isUnique("email_folded") { return AccountError.taken("email") }
        return nil
    }

    static func setRoles(_ roles: Set<Role>, of id: UserID, in session: any Session) async throws {
        try await session.execute("DELETE FROM user_roles WHERE user_id = \(id)")
        for role in roles.sorted(by: { $0.rawValue < $1.rawValue }) {
            try await session.execute("INSERT INTO user_roles (user_id, role) VALUES (\(id), \(role))")
        }
    }

    /// Whether anybody has signed up; the program's own account doesn't count.
    static func isAnybodyHere(in session: any Session) async throws -> Bool {
        try await session.exists("SELECT 1 FROM users WHERE kind = 'person' LIMIT 1")
    }

    /// Lets one transaction at a time past, by holding the program's own row.
    static func queueUp(in session: any Session) async throws {
        try await session.run(
            "SELECT id FROM users WHERE id = \(Accounts.systemUserID) \(session.dialect.forUpdate)"
        )
    }

    /// How many admins could still sign in if `id` were none.
    static func otherAdmins(than id: UserID, in session: any Session) async throws -> Int {
        try await session.value(
            """
            SELECT count(*) FROM user_roles r JOIN users u ON u.id = r.user_id
            WHERE r.role = \(Role.admin) AND u.id <> \(id) AND u.is_banned = 0
            """
        )
    }

    /// Changes what is not nil.
    static func update(
        _ id: UserID,
        displayName: String?,
        bio: String?,
        at now: Instant,
        in session: any Session
    ) async throws {
        try await session.execute(
            """
            UPDATE users SET display_name = coalesce(\(displayName), display_name),
                bio = coalesce(\(bio), bio), updated_at = \(now)
            WHERE id = \(id)
            """
        )
    }

    static func setMayHearLossless(
        _ mayHear: Bool,
        _ id: UserID,
        at now: Instant,
        in session: any Session
    ) async throws {
        try await session.execute(
            "UPDATE users SET may_hear_lossless = \(mayHear), updated_at = \(now) WHERE id = \(id)"
        )
    }

    static func setBanned(
        _ isBanned: Bool,
        _ id: UserID,
        at now: Instant,
        in session: any Session
    ) async throws {
        try await session.execute(
            "UPDATE users SET is_banned = \(isBanned), updated_at = \(now) WHERE id = \(id)"
        )
    }
}

extension Role {
    /// The roles in the column `role` of a person's rows.
    static func all(in rows: [Row]) throws -> Set<Role> {
        var roles: Set<Role> = []
        for row in rows {
            let role: Role? = try row["role"]
            if let role { roles.insert(role) }
        }
        return roles
    }
}
