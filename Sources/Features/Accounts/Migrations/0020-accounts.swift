internal import SQL

extension Migration {
    /// People, their roles, sessions and tokens, invitations, and the account that the program acts as.
    static let accounts = Migration(
        "0020-accounts",
        up: { dialect in people(dialect) + credentials(dialect) + [systemAccount] },
        down: { _ in
            [
                "DROP TABLE invites", "DROP TABLE personal_tokens", "DROP TABLE sessions",
                "DROP TABLE user_roles", "DROP TABLE users",
            ]
        }
    )

    private static func people(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE users (
                id \(dialect.textID) PRIMARY KEY,
                handle \(dialect.textID) NOT NULL UNIQUE CHECK (length(handle) BETWEEN 2 AND 30),
                display_name TEXT NOT NULL CHECK (length(display_name) BETWEEN 1 AND 100),
                email TEXT,
                email_folded \(dialect.textID) UNIQUE,
                email_verified_at BIGINT,
                password_hash TEXT,
                bio TEXT NOT NULL DEFAULT '',
                avatar_asset_id \(dialect.textID) REFERENCES assets (id),
                time_zone TEXT NOT NULL DEFAULT 'UTC',
                kind \(dialect.textID) NOT NULL CHECK (kind IN ('person', 'demo', 'system')),
                is_banned BIGINT NOT NULL DEFAULT 0 CHECK (is_banned IN (0, 1)),
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL
            )
            """,
            "CREATE INDEX users_kind ON users (kind)",
            """
            CREATE TABLE user_roles (
                user_id \(dialect.textID) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                role \(dialect.textID) NOT NULL
                    CHECK (role IN ('fan', 'artist', 'producer', 'label', 'moderator', 'admin')),
                PRIMARY KEY (user_id, role)
            )
            """,
        ]
    }

    private static func credentials(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE sessions (
                id \(dialect.textID) PRIMARY KEY,
                user_id \(dialect.textID) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                salt TEXT NOT NULL,
                generation BIGINT NOT NULL,
                user_agent TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                rotated_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL,
                ended_at BIGINT
            )
            """,
            "CREATE INDEX sessions_user ON sessions (user_id, created_at)",
            "CREATE INDEX sessions_expiry ON sessions (expires_at)",
            """
            CREATE TABLE personal_tokens (
                id \(dialect.textID) PRIMARY KEY,
                user_id \(dialect.textID) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                token_hash \(dialect.textID) NOT NULL UNIQUE,
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                may_write BIGINT NOT NULL CHECK (may_write IN (0, 1)),
                created_at BIGINT NOT NULL,
                last_used_at BIGINT
            )
            """,
            "CREATE INDEX personal_tokens_user ON personal_tokens (user_id, created_at)",
            """
            CREATE TABLE invites (
                code_hash \(dialect.textID) PRIMARY KEY,
                made_by_user_id \(dialect.textID) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                used_by_user_id \(dialect.textID) REFERENCES users (id) ON DELETE CASCADE,
                created_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL
            )
            """,
        ]
    }

    /// Nobody can sign in as the program: it has no password, no address and no role.
    private static let systemAccount: SQL = """
        INSERT INTO users (id, handle, display_name, kind, created_at, updated_at)
        VALUES ('00000000-0000-7000-8000-000000000000', 'system', 'System', 'system', 0, 0)
        """
}
