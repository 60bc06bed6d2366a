package import Essentials
internal import SQL
internal import Uploads

extension Catalog {
    /// Deletes a track that `viewer` may change, with all of its versions.
    ///
    /// Nobody finds it any more from then on; its bytes are swept 30 days later, and its addresses are free again.
    ///
    /// - Throws: ``CatalogError``.
    package func delete(_ track: ID<Track>, by viewer: Viewer, at now: Instant = .now) async throws {
        try await database.transaction { session in
            try await requireEditable(track, by: viewer, at: now, in: session)
            try await session.execute(
                "UPDATE tracks SET deleted_at = \(now), updated_at = \(now) WHERE id = \(track)"
            )
            try await session.execute(
                """
                UPDATE track_versions SET deleted_at = \(now), updated_at = \(now)
                WHERE track_id = \(track) AND deleted_at IS NULL
                """
            )
            try await session.execute("DELETE FROM slug_redirects WHERE track_id = \(track)")
            try await AccessNews.publish(of: track, in: session)
            try await deleteUnusedAssets(of: track, at: now, in: session)
        }
    }

    /// Deletes one version of a track that `viewer` may change.
    ///
    /// Its number stays taken. Where it was the primary one, the newest that is ready takes its place.
    ///
    /// - Throws: ``CatalogError``, ``CatalogError/lastVersion`` where the track has no other.
    package func delete(_ version: ID<Version>, by viewer: Viewer, at now: Instant = .now) async throws {
        try await database.transaction { session in
            let track = try await requireEditable(holding: version, by: viewer, at: now, in: session)
            let others: Int = try await session.value(
                """
                SELECT count(*) FROM track_versions
                WHERE track_id = \(track.id) AND id <> \(version) AND deleted_at IS NULL
                """
            )
            guard others > 0 else { throw CatalogError.lastVersion }
            try await session.execute(
                "UPDATE track_versions SET deleted_at = \(now), updated_at = \(now) WHERE id = \(version)"
            )
            try await AccessNews.publish(of: track.id, in: session)
            try await Track.keepPrimaryPlayable(holding: version, at: now, in: session)
            try await deleteUnusedAssets(of: track.id, at: now, in: session)
        }
    }

    /// Deletes the uploads that only deleted versions, or a deleted track's artwork, still name.
    private func deleteUnusedAssets(
        of track: ID<Track>,
        at now: Instant,
        in session: any Session
    ) async throws {
        let unused: [ID<Asset>] = try await session.values(
            """
            SELECT a.id FROM assets a
            WHERE a.deleted_at IS NULL AND a.id IN (
                SELECT v.original_asset_id FROM track_versions v
                WHERE v.track_id = \(track) AND v.deleted_at IS NOT NULL
                UNION SELECT t.artwork_asset_id FROM tracks t WHERE t.id = \(track) AND t.deleted_at IS NOT NULL
            )
            AND NOT EXISTS (
                SELECT 1 FROM track_versions v WHERE v.original_asset_id = a.id AND v.deleted_at IS NULL
            )
            AND NOT EXISTS (
                SELECT 1 FROM tracks t WHERE t.artwork_asset_id = a.id AND t.deleted_at IS NULL
            )
            """
        )
        for asset in unused { try await Uploads.delete(asset, at: now, in: session) }
    }

    /// The track, held until the transaction ends, where `viewer` may change it.
    ///
    /// - Throws: ``CatalogError/notFound`` where the viewer may not know of it, ``CatalogError/notYours`` where they
    ///   may only see it.
    @discardableResult
    func requireEditable(
        _ id: ID<Track>,
        by viewer: Viewer,
        at now: Instant,
        in session: any Session
    ) async throws -> Track {
        try await session.run("SELECT id FROM tracks WHERE id = \(id) \(session.dialect.forUpdate)")
        guard let track = try await Track.find(id, for: viewer, at: now, in: session) else {
            throw CatalogError.notFound
        }
        guard track.mayEdit else { throw CatalogError.notYours }
        return track
    }

    /// The track that holds `version`, as above.
    @discardableResult
    func requireEditable(
        holding version: ID<Version>,
        by viewer: Viewer,
        at now: Instant,
        in session: any Session
    ) async throws -> Track {
        let track: ID<Track>? = try await session.first(
            "SELECT track_id FROM track_versions WHERE id = \(version) AND deleted_at IS NULL"
        )?[0]
        guard let track else { throw CatalogError.notFound }
        return try await requireEditable(track, by: viewer, at: now, in: session)
    }
}
