internal import Accounts
package import Catalog
package import Essentials
internal import Events
internal import Jobs
package import SQL
package import Support
package import Uploads

/// A database with people and music on it, for tests of what stands on the catalogue.
package struct Stage: Sendable {
    package let database: any Database
    package let catalog: Catalog

    /// The time at which everything happens unless a test says otherwise.
    package static let now = Instant(milliseconds: 1_800_000_000_000)

    /// Runs `body` on an empty stage whose database has `migrations` beyond the catalogue's.
    nonisolated(nonsending) package static func run(
        on engine: TestDatabase,
        migrations: [Migration] = [],
        _ body: (Stage) async throws -> Void
    ) async throws {
        try await engine.run(migrations: ground + migrations) { database in
            try await body(Stage(on: database))
        }
    }

    /// A stage on a database that has the catalogue's tables already.
    package init(on database: any Database) {
        self.init(database: database, catalog: Catalog(database: database, jobs: JobQueue(database)))
    }

    private init(database: any Database, catalog: Catalog) {
        self.database = database
        self.catalog = catalog
    }

    private static let ground =
        JobQueue.migrations + Outbox.migrations + Uploads.migrations + Accounts.migrations
        + Catalog.migrations
}

/// Somebody with an account and an artist of the same handle.
package struct Person: Sendable {
    package let id: UserID
    package let handle: String
    package let artist: ID<Artist>
    package let viewer: Viewer
}

extension Stage {
    /// Signs somebody up.
    package func person(_ handle: String, roles: Set<Role> = [.fan]) async throws -> Person {
        let id = UserID()
        try await database.execute(
            """
            INSERT INTO users (id, handle, display_name, kind, created_at, updated_at)
            VALUES (\(id), \(handle), \(handle), 'person', \(Self.now), \(Self.now))
            """
        )
        let artist = try await Artist.make(
            handle: handle,
            name: handle,
            owner: id,
            at: Self.now,
            in: database
        )
        return Person(id: id, handle: handle, artist: artist, viewer: .member(id, roles: roles))
    }

    /// Bans somebody, or lifts the ban.
    package func ban(_ person: Person, _ isBanned: Bool = true) async throws {
        try await database.execute("UPDATE users SET is_banned = \(isBanned) WHERE id = \(person.id)")
    }

    /// The row of a file that `person` uploaded: three minutes of sound, or a picture.
    package func asset(of person: Person, mime: String = "audio/flac") async throws -> ID<Asset> {
        try await asset(of: person.id, mime: mime)
    }

    /// The row of a file that somebody uploaded.
    package func asset(of owner: UserID, mime: String = "audio/flac") async throws -> ID<Asset> {
        let id = ID<Asset>()
        let probe = """
            {"duration_ms":180000,"sample_rate":44100,"channels":2,"codec":"flac","tags":{}}
            """
        try await database.execute(
            """
            INSERT INTO assets (id, owner_user_id, bucket, key, size_bytes, mime, sha256, filename, probe, created_at)
            VALUES (
                \(id), \(owner), 'originals', \("\(id).flac"), 1000, \(mime),
                \(String(repeating: "0", count: 64)), 'Song.flac',
                \(mime.hasPrefix("audio/") ? probe : nil), \(Self.now)
            )
            """
        )
        return id
    }

    /// A track with one version that is ready.
    @discardableResult
    package func track(
        _ title: String,
        by person: Person,
        _ visibility: Visibility = .public,
        release: Release? = nil,
        tags: [String] = [],
        at now: Instant = Self.now
    ) async throws -> (track: ID<Track>, version: ID<Version>) {
        var draft = TrackDraft(title: title, originalAssetID: try await asset(of: person))
        draft.visibility = visibility
        draft.release = release
        draft.tags = tags
        let made = try await catalog.publish(draft, by: person.id, at: now)
        try await Version.markReady(made.version, facts: .song, at: now, in: database)
        return made
    }

    /// The key that opens a track to who holds its link.
    package func key(of track: ID<Track>) async throws -> String {
        try await database.value("SELECT share_key FROM tracks WHERE id = \(track)")
    }
}

extension VersionFacts {
    /// Three minutes at a usual loudness.
    package static let song = VersionFacts(
        durationMS: 180_000,
        sampleRate: 44_100,
        channels: 2,
        loudnessLUFS: -14.2,
        loudnessRangeLU: 6.5,
        truePeakDBTP: -1.1
    )
}
