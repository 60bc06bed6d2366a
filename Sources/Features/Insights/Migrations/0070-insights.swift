internal import SQL

extension Migration {
    /// What happened to each version on each day.
    static let insights = Migration(
        "0070-insights",
        up: { dialect in
            [
                """
                CREATE TABLE analytics_daily (
                    track_id \(dialect.textID) NOT NULL REFERENCES tracks (id),
                    version_id \(dialect.textID) NOT NULL REFERENCES track_versions (id),
                    day BIGINT NOT NULL,
                    plays BIGINT NOT NULL DEFAULT 0,
                    uniques BIGINT NOT NULL DEFAULT 0,
                    track_uniques BIGINT NOT NULL DEFAULT 0,
                    completions BIGINT NOT NULL DEFAULT 0,
                    listened_ms BIGINT NOT NULL DEFAULT 0,
                    likes BIGINT NOT NULL DEFAULT 0,
                    reposts BIGINT NOT NULL DEFAULT 0,
                    downloads BIGINT NOT NULL DEFAULT 0,
                    PRIMARY KEY (track_id, day, version_id)
                )
                """
            ]
        },
        down: { _ in ["DROP TABLE analytics_daily"] }
    )
}
