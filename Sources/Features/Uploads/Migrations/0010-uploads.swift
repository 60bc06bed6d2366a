internal import SQL

extension Migration {
    /// What was uploaded, what is being uploaded, and how many bytes each person takes up with both.
    static let uploads = Migration(
        "0010-uploads",
        up: { dialect in
            [
                """
                CREATE TABLE assets (
                    id \(dialect.textID) PRIMARY KEY,
                    owner_user_id \(dialect.textID) NOT NULL,
                    bucket \(dialect.textID) NOT NULL,
                    key \(dialect.textID) NOT NULL,
                    size_bytes BIGINT NOT NULL CHECK (size_bytes > 0),
                    mime TEXT NOT NULL,
                    sha256 \(dialect.textID) NOT NULL CHECK (length(sha256) = 64),
                    filename TEXT NOT NULL,
                    probe TEXT,
                    created_at BIGINT NOT NULL,
                    deleted_at BIGINT,
                    UNIQUE (bucket, key)
                )
                """,
                "CREATE INDEX assets_owner ON assets (owner_user_id, created_at)",
                "CREATE INDEX assets_deleted ON assets (deleted_at)",
                """
                CREATE TABLE uploads (
                    id \(dialect.textID) PRIMARY KEY,
                    owner_user_id \(dialect.textID) NOT NULL,
                    asset_id \(dialect.textID) NOT NULL,
                    key \(dialect.textID) NOT NULL UNIQUE,
                    multipart_id TEXT NOT NULL,
                    filename TEXT NOT NULL,
                    size_bytes BIGINT NOT NULL CHECK (size_bytes > 0),
                    part_bytes BIGINT NOT NULL CHECK (part_bytes > 0),
                    sha256 \(dialect.textID),
                    is_picture BIGINT NOT NULL,
                    created_at BIGINT NOT NULL,
                    expires_at BIGINT NOT NULL,
                    completed_at BIGINT
                )
                """,
                "CREATE INDEX uploads_expiry ON uploads (expires_at)",
                """
                CREATE TABLE storage_use (
                    owner_user_id \(dialect.textID) PRIMARY KEY,
                    bytes BIGINT NOT NULL CHECK (bytes >= 0)
                )
                """,
            ]
        },
        down: { _ in ["DROP TABLE storage_use", "DROP TABLE uploads", "DROP TABLE assets"] }
    )
}
