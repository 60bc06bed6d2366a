internal import SQL

extension Migration {
    /// Artists and who belongs to them, tracks with their versions, credits and tags, and old addresses.
    static let catalog = Migration(
        "0030-catalog",
        up: { dialect in
            artistTables(dialect) + trackTables(dialect) + versionTables(dialect) + labelTables(dialect)
        },
        down: { _ in
            [
                "slug_redirects", "handle_redirects", "track_tags", "tags", "credits", "track_versions",
                "tracks",
            ]
            .map { SQL(unescaped: "DROP TABLE \($0)") } + ["DROP TABLE artist_members", "DROP TABLE artists"]
        }
    )

    private static func artistTables(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE artists (
                id \(dialect.textID) PRIMARY KEY,
                handle \(dialect.textID) NOT NULL UNIQUE CHECK (length(handle) BETWEEN 2 AND 30),
                name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
                bio_md TEXT NOT NULL DEFAULT '',
                avatar_asset_id \(dialect.textID) REFERENCES assets (id) ON DELETE SET NULL,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL
            )
            """,
            """
            CREATE TABLE artist_members (
                artist_id \(dialect.textID) NOT NULL REFERENCES artists (id) ON DELETE CASCADE,
                user_id \(dialect.textID) NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                role TEXT NOT NULL CHECK (role IN ('owner', 'member')),
                created_at BIGINT NOT NULL,
                PRIMARY KEY (artist_id, user_id)
            )
            """,
            "CREATE INDEX artist_members_user ON artist_members (user_id, created_at)",
            """
            CREATE TABLE handle_redirects (
                handle \(dialect.textID) PRIMARY KEY,
                artist_id \(dialect.textID) NOT NULL REFERENCES artists (id) ON DELETE CASCADE,
                created_at BIGINT NOT NULL
            )
            """,
        ]
    }

    private static func trackTables(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE tracks (
                id \(dialect.textID) PRIMARY KEY,
                artist_id \(dialect.textID) NOT NULL REFERENCES artists (id),
                owner_user_id \(dialect.textID) NOT NULL REFERENCES users (id),
                slug \(dialect.textID) NOT NULL,
                title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
                description_md TEXT NOT NULL DEFAULT '',
                visibility TEXT NOT NULL CHECK (visibility IN ('public', 'unlisted', 'private')),
                share_key \(dialect.textID) NOT NULL,
                release_at BIGINT,
                release_zone TEXT,
                published_at BIGINT NOT NULL,
                artwork_asset_id \(dialect.textID) REFERENCES assets (id) ON DELETE SET NULL,
                primary_version_id \(dialect.textID),
                last_version_number BIGINT NOT NULL,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                deleted_at BIGINT
            )
            """,
            "CREATE UNIQUE INDEX tracks_slug ON tracks (artist_id, slug) WHERE deleted_at IS NULL",
            "CREATE INDEX tracks_recent ON tracks (published_at, id) WHERE deleted_at IS NULL",
            "CREATE INDEX tracks_by_artist ON tracks (artist_id, published_at, id) WHERE deleted_at IS NULL",
            "CREATE INDEX tracks_by_artwork ON tracks (artwork_asset_id) WHERE artwork_asset_id IS NOT NULL",
            """
            CREATE TABLE slug_redirects (
                artist_id \(dialect.textID) NOT NULL REFERENCES artists (id) ON DELETE CASCADE,
                slug \(dialect.textID) NOT NULL,
                track_id \(dialect.textID) NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
                created_at BIGINT NOT NULL,
                PRIMARY KEY (artist_id, slug)
            )
            """,
        ]
    }

    private static func versionTables(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE track_versions (
                id \(dialect.textID) PRIMARY KEY,
                track_id \(dialect.textID) NOT NULL REFERENCES tracks (id),
                number BIGINT NOT NULL CHECK (number >= 1),
                title TEXT,
                version_label TEXT,
                version_type TEXT,
                metadata TEXT NOT NULL DEFAULT '{}',
                original_asset_id \(dialect.textID) REFERENCES assets (id) ON DELETE SET NULL,
                status TEXT NOT NULL CHECK (status IN ('pending', 'ready', 'failed', 'lost')),
                playable BIGINT NOT NULL DEFAULT 0 CHECK (playable IN (0, 1)),
                error_code TEXT,
                error_arguments TEXT,
                duration_ms BIGINT,
                sample_rate BIGINT,
                channels BIGINT,
                loudness_lufs DOUBLE PRECISION,
                loudness_range_lu DOUBLE PRECISION,
                true_peak_dbtp DOUBLE PRECISION,
                created_at BIGINT NOT NULL,
                updated_at BIGINT NOT NULL,
                deleted_at BIGINT,
                swept_at BIGINT,
                UNIQUE (track_id, number),
                CHECK (status <> 'lost' OR playable = 0)
            )
            """,
            "CREATE INDEX track_versions_asset ON track_versions (original_asset_id)",
            """
            CREATE INDEX track_versions_unswept ON track_versions (deleted_at)
            WHERE deleted_at IS NOT NULL AND swept_at IS NULL
            """,
        ]
    }

    private static func labelTables(_ dialect: Dialect) -> [SQL] {
        [
            """
            CREATE TABLE credits (
                id \(dialect.textID) PRIMARY KEY,
                track_id \(dialect.textID) NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
                position BIGINT NOT NULL,
                person_name TEXT NOT NULL CHECK (length(person_name) BETWEEN 1 AND 100),
                role TEXT NOT NULL CHECK (
                    role IN ('writer', 'producer', 'mixer', 'mastering', 'feature', 'musician', 'other')
                ),
                url TEXT,
                UNIQUE (track_id, position)
            )
            """,
            """
            CREATE TABLE tags (
                id \(dialect.textID) PRIMARY KEY,
                tag \(dialect.textID) NOT NULL UNIQUE CHECK (length(tag) BETWEEN 1 AND 40)
            )
            """,
            """
            CREATE TABLE track_tags (
                track_id \(dialect.textID) NOT NULL REFERENCES tracks (id) ON DELETE CASCADE,
                tag_id \(dialect.textID) NOT NULL REFERENCES tags (id),
                position BIGINT NOT NULL,
                published_at BIGINT NOT NULL,
                PRIMARY KEY (track_id, tag_id)
            )
            """,
            "CREATE INDEX track_tags_recent ON track_tags (tag_id, published_at, track_id)",
        ]
    }
}
