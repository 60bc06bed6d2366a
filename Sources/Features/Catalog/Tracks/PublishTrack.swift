internal import Accounts
internal import Crypto
package import Essentials
internal import SQL
package import Uploads

/// A new track with its first version.
package struct TrackDraft: Sendable {
    package var title: String

    /// The upload that the first version is made from; the viewer's own.
    package var originalAssetID: ID<Asset>

    /// Under whose name; nil for the viewer's first artist.
    package var artistID: ID<Artist>?
    package var visibility: Visibility
    package var release: Release?
    package var descriptionMD: String
    package var tags: [String]
    package var versionLabel: String?

    /// A private track with nothing but a title and its sound.
    package init(title: String, originalAssetID: ID<Asset>) {
        self.title = title
        self.originalAssetID = originalAssetID
        visibility = .private
        descriptionMD = ""
        tags = []
    }
}

extension Catalog {
    /// Makes a track and its first version, and queues the work on it in the same transaction.
    ///
    /// - Throws: ``CatalogError``.
    package func publish(
        _ draft: TrackDraft,
        by user: UserID,
        at now: Instant = .now
    ) async throws -> (track: ID<Track>, version: ID<Version>) {
        let draft = try checked(draft)
        return try await database.transaction { session in
            let artist = try await artist(draft.artistID, of: user, in: session)
            let original = try await Original.find(draft.originalAssetID, of: user, in: session)
            let track = ID<Track>(at: now)
            let slug = try await Track.freeSlug(for: draft.title, of: artist, in: session)
            try await insert(track, draft, slug: slug, artist: artist, owner: user, at: now, in: session)
            let version = NewVersion(number: 1, original: original, label: draft.versionLabel, type: nil)
            let id = try await add(version, to: track, at: now, in: session)
            try await session.execute("UPDATE tracks SET primary_version_id = \(id) WHERE id = \(track)")
            return (track, id)
        }
    }

    private func checked(_ draft: TrackDraft) throws(CatalogError) -> TrackDraft {
        var draft = draft
        draft.title = draft.title.trimmed
        var problems = FieldProblems()
        problems.checkTitle(draft.title)
        problems.checkDescription(draft.descriptionMD)
        problems.checkZone(draft.release?.zone)
        problems.checkLabel(draft.versionLabel)
        draft.tags = problems.tags(draft.tags)
        try problems.refuse()
        return draft
    }

    /// The artist with this id, or the user's first one, held so that two tracks can't take the same slug.
    private func artist(
        _ wanted: ID<Artist>?,
        of user: UserID,
        in session: any Session
    ) async throws -> ID<Artist> {
        let choice: SQL = wanted.map { "AND a.id = \($0)" } ?? ""
        let found: ID<Artist>? = try await session.first(
            """
            SELECT a.id FROM artists a JOIN artist_members m ON m.artist_id = a.id
            WHERE m.user_id = \(user) \(choice) ORDER BY m.created_at, a.id LIMIT 1
            """
        )?[0]
        guard let found else {
            throw wanted == nil
                ? CatalogError.noArtist : .unknown(["artist_id": "You don't act for this artist."])
        }
        try await Artist.hold(found, in: session)
        return found
    }

    private func insert(
        _ id: ID<Track>,
        _ draft: TrackDraft,
        slug: String,
        artist: ID<Artist>,
        owner: UserID,
        at now: Instant,
        in session: any Session
    ) async throws {
        let publishedAt = draft.release?.time ?? now
        let ownZone: SQL = "(SELECT time_zone FROM users WHERE id = \(owner))"
        let zone: SQL = draft.release.map { "coalesce(\($0.zone), \(ownZone))" } ?? "NULL"
        try await session.execute(
            """
            INSERT INTO tracks (
                id, artist_id, owner_user_id, slug, title, description_md, visibility, share_key, release_at,
                release_zone, published_at, last_version_number, created_at, updated_at
            ) VALUES (
                \(id), \(artist), \(owner), \(slug), \(draft.title), \(draft.descriptionMD),
                \(draft.visibility), \(Track.newShareKey()), \(draft.release?.time), \(zone),
                \(publishedAt), 1, \(now), \(now)
            )
            """
        )
        try await Tag.replace(draft.tags, of: id, publishedAt: publishedAt, in: session)
    }
}

extension Artist {
    /// Lets one transaction at a time choose addresses among the artist's tracks.
    static func hold(_ artist: ID<Artist>, in session: any Session) async throws(SQLError) {
        try await session.run(
            "SELECT id FROM artists WHERE id = \(artist) \(session.dialect.forUpdate)"
        )
    }
}

extension Track {
    /// The key of a track's link: 128 random bits in 22 characters.
    static func newShareKey() -> String {
        Base64URL.encode(randomBytes(16))
    }

    /// Whether `text` has the form of such a key; what hasn't opens nothing.
    static func isShareKey(_ text: String) -> Bool {
        Base64URL.decode(text)?.count == 16
    }

    /// The slug for a track of this title, which no other of the artist's tracks has or had.
    ///
    /// Hold the artist first; `track` is the one that asks, whose own old slugs are free to it.
    static func freeSlug(
        for title: String,
        of artist: ID<Artist>,
        except track: ID<Track>? = nil,
        in session: any Session
    ) async throws(SQLError) -> String {
        let base = Slug.make(from: title)
        let end = base + "."
        let taken: [String] = try await session.values(
            """
            SELECT slug FROM tracks WHERE artist_id = \(artist) AND deleted_at IS NULL
            AND slug >= \(base) AND slug < \(end) AND id <> \(track?.text ?? "")
            UNION ALL
            SELECT slug FROM slug_redirects WHERE artist_id = \(artist)
            AND slug >= \(base) AND slug < \(end) AND track_id <> \(track?.text ?? "")
            """
        )
        return Slug.free(base, taken: Set(taken))
    }
}
