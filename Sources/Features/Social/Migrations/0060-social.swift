internal import SQL

extension Migration {
    /// Comments at a time.
    static let social = Migration(
        "0060-social",
        up: { dialect in
            [
                """
                CREATE TABLE comments (
                    id \(dialect.textID) PRIMARY KEY,
                    track_id \(dialect.textID) NOT NULL REFERENCES tracks (id),
                    version_id \(dialect.textID) NOT NULL REFERENCES track_versions (id),
                    user_id \(dialect.textID) NOT NULL REFERENCES users (id),
                    parent_id \(dialect.textID) REFERENCES comments (id),
                    at_ms BIGINT NOT NULL CHECK (at_ms >= 0),
                    body_md TEXT NOT NULL,
                    visibility TEXT NOT NULL CHECK (visibility IN ('visible', 'hidden')),
                    created_at BIGINT NOT NULL,
                    edited_at BIGINT,
                    deleted_at BIGINT
                )
                """,
                "CREATE INDEX comments_by_track ON comments (track_id, at_ms, id)",
                "CREATE INDEX comments_by_parent ON comments (parent_id) WHERE parent_id IS NOT NULL",
            ]
        },
        down: { _ in ["DROP TABLE comments"] }
    )
}
