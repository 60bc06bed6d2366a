internal import SQL

extension Migration {
    /// Plays, who played what lately, and the salts by which addresses are hidden.
    static let playback = Migration(
        "0050-playback",
        up: { dialect in
            [
                """
                CREATE TABLE analytics_play (
                    id \(dialect.textID) PRIMARY KEY,
                    track_id \(dialect.textID) NOT NULL REFERENCES tracks (id),
                    version_id \(dialect.textID) NOT NULL REFERENCES track_versions (id),
                    user_id \(dialect.textID) REFERENCES users (id) ON DELETE SET NULL,
                    listener \(dialect.textID) NOT NULL,
                    ip_hash \(dialect.textID) NOT NULL,
                    user_agent TEXT NOT NULL,
                    referrer TEXT,
                    country TEXT,
                    started_at BIGINT NOT NULL,
                    day BIGINT NOT NULL,
                    watch_ms BIGINT NOT NULL CHECK (watch_ms >= 0),
                    completed BIGINT NOT NULL CHECK (completed IN (0, 1)),
                    ranges TEXT NOT NULL DEFAULT ''
                )
                """,
                "CREATE INDEX analytics_play_day ON analytics_play (day, track_id, version_id)",
                "CREATE INDEX analytics_play_track ON analytics_play (track_id, started_at)",
                """
                CREATE TABLE latest_plays (
                    listener \(dialect.textID) NOT NULL,
                    version_id \(dialect.textID) NOT NULL REFERENCES track_versions (id),
                    play_id \(dialect.textID) NOT NULL,
                    started_at BIGINT NOT NULL,
                    PRIMARY KEY (listener, version_id)
                )
                """,
                "CREATE INDEX latest_plays_age ON latest_plays (started_at)",
                "CREATE TABLE daily_salts (day BIGINT PRIMARY KEY, salt \(dialect.blob) NOT NULL)",
            ]
        },
        down: { _ in
            ["DROP TABLE daily_salts", "DROP TABLE latest_plays", "DROP TABLE analytics_play"]
        }
    )
}
