package import Essentials
package import SQL

extension Track {
    /// The track with this id, where `viewer`, who may hold the `key` of its link, may know of it.
    package static func find(
        _ id: ID<Track>,
        for viewer: Viewer,
        key: String? = nil,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> Track? {
        let row = try await session.first(
            """
            \(select(for: viewer)) WHERE t.id = \(id)
            AND \(TrackAccess.visible(to: viewer, key: key, at: now))
            """
        )
        return try row.map { row throws(SQLError) in try Track(row) }
    }

    /// The track that holds the version `id`, where `viewer` may know of it.
    package static func find(
        holding id: ID<Version>,
        for viewer: Viewer,
        key: String? = nil,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> Track? {
        let row = try await session.first(
            """
            \(select(for: viewer))
            JOIN track_versions v ON v.track_id = t.id AND v.deleted_at IS NULL
            WHERE v.id = \(id) AND \(TrackAccess.visible(to: viewer, key: key, at: now))
            """
        )
        return try row.map { row throws(SQLError) in try Track(row) }
    }

    /// The track at `/@handle/slug`, or where an old handle or slug leads.
    ///
    /// An old address is only followed to a track that the viewer may know of.
    package static func find(
        handle: String,
        slug: String,
        for viewer: Viewer,
        key: String? = nil,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> Lookup<Track> {
        let mayKnow = TrackAccess.visible(to: viewer, key: key, at: now)
        if let row = try await session.first(
            "\(select(for: viewer)) WHERE a.handle = \(handle) AND t.slug = \(slug) AND \(mayKnow)"
        ) {
            return .found(try Track(row))
        }
        guard let row = try await session.first(formerly(handle, slug, for: viewer, mayKnow)) else {
            return .missing
        }
        return .moved(try Track(row).path)
    }

    /// Reads the columns of ``columns(for:)``.
    init(_ row: Row) throws(SQLError) {
        id = try row["track_id"]
        artist = ArtistName(
            id: try row["artist_id"],
            handle: try row["artist_handle"],
            name: try row["artist_name"]
        )
        ownerUserID = try row["owner_user_id"]
        slug = try row["slug"]
        title = try row["track_title"]
        descriptionMD = try row["description_md"]
        visibility = try row["visibility"]
        shareKey = try row["share_key"]
        releaseAt = try row["release_at"]
        releaseZone = try row["release_zone"]
        publishedAt = try row["published_at"]
        artworkAssetID = try row["artwork_asset_id"]
        primaryVersionID = try row["primary_version_id"]
        createdAt = try row["track_created_at"]
        updatedAt = try row["track_updated_at"]
        mayEdit = try row["may_edit"]
        mayHear = try row["may_hear"]
        mayHearLossless = try row["may_hear_lossless"]
    }

    /// What a track is read from, over `tracks t` and its `artists a`.
    static func columns(for viewer: Viewer) -> SQL {
        """
        t.id AS track_id, a.id AS artist_id, a.handle AS artist_handle, a.name AS artist_name,
        t.owner_user_id, t.slug, t.title AS track_title, t.description_md, t.visibility, t.share_key,
        t.release_at, t.release_zone, t.published_at, t.artwork_asset_id, t.primary_version_id,
        t.created_at AS track_created_at, t.updated_at AS track_updated_at,
        CASE WHEN \(TrackAccess.editable(by: viewer)) THEN 1 ELSE 0 END AS may_edit,
        \(TrackAccess.mayHear(viewer)) AS may_hear,
        \(TrackAccess.mayHearLossless(viewer)) AS may_hear_lossless
        """
    }

    private static func select(for viewer: Viewer) -> SQL {
        "SELECT \(columns(for: viewer)) FROM tracks t JOIN artists a ON a.id = t.artist_id"
    }

    /// The track that once had this address: by handle, by slug or by both.
    private static func formerly(
        _ handle: String,
        _ slug: String,
        for viewer: Viewer,
        _ mayKnow: SQL
    ) -> SQL {
        """
        \(select(for: viewer))
        WHERE t.artist_id = (
            SELECT h.id FROM artists h WHERE h.handle = \(handle)
            UNION ALL SELECT r.artist_id FROM handle_redirects r WHERE r.handle = \(handle)
        )
        AND (t.slug = \(slug) OR t.id IN (
            SELECT s.track_id FROM slug_redirects s WHERE s.artist_id = t.artist_id AND s.slug = \(slug)
        ))
        AND \(mayKnow)
        ORDER BY CASE WHEN t.slug = \(slug) THEN 0 ELSE 1 END LIMIT 1
        """
    }
}
