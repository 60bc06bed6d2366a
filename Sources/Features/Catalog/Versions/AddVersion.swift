package import Essentials
internal import Jobs
internal import SQL
package import Uploads

/// A version about to be made.
struct NewVersion: Sendable {
    var number: Int
    var original: Original
    var label: String?
    var type: VersionType?
}

extension Catalog {
    /// Adds a version to a track that `viewer` may change, made from one of the viewer's own uploads.
    ///
    /// It gets the next number for ever. The track's primary version stays, unless that can't be played.
    ///
    /// - Throws: ``CatalogError``.
    package func addVersion(
        from asset: ID<Asset>,
        to track: ID<Track>,
        label: String? = nil,
        type: VersionType? = nil,
        by viewer: Viewer,
        at now: Instant = .now
    ) async throws -> ID<Version> {
        guard let user = viewer.userID else { throw CatalogError.notFound }
        var problems = FieldProblems()
        problems.checkLabel(label)
        try problems.refuse()
        return try await database.transaction { session in
            try await requireEditable(track, by: viewer, at: now, in: session)
            let original = try await Original.find(asset, of: user, in: session)
            let number: Int = try await session.value(
                """
                UPDATE tracks SET last_version_number = last_version_number + 1, updated_at = \(now)
                WHERE id = \(track) RETURNING last_version_number
                """
            )
            let new = NewVersion(number: number, original: original, label: label, type: type)
            let id = try await add(new, to: track, at: now, in: session)
            try await Track.keepPrimaryPlayable(holding: id, at: now, in: session)
            return id
        }
    }

    /// Inserts the version and queues the work on it.
    func add(
        _ version: NewVersion,
        to track: ID<Track>,
        at now: Instant,
        in session: any Session
    ) async throws -> ID<Version> {
        let id = ID<Version>(at: now)
        try await session.execute(
            """
            INSERT INTO track_versions (
                id, track_id, number, version_label, version_type, original_asset_id, status, duration_ms,
                sample_rate, channels, created_at, updated_at
            ) VALUES (
                \(id), \(track), \(version.number), \(version.label), \(version.type),
                \(version.original.assetID), 'pending', \(version.original.durationMS),
                \(version.original.sampleRate), \(version.original.channels), \(now), \(now)
            )
            """
        )
        try await jobs.enqueue(.ingest, IngestRequest(versionID: id), in: session, dedupeKey: id.text)
        return id
    }
}
