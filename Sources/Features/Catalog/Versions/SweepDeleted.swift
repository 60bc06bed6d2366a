package import Essentials
internal import SQL

extension Catalog {
    /// How long what was made of a deleted version is kept.
    package static let retention: Duration = .seconds(30 * 86_400)

    /// Removes what was made of versions that were deleted 30 days ago, by `remove`, which the slice that made it
    /// offers; their originals are swept by who took them in.
    ///
    /// A version counts as swept once `remove` returned, so that one that throws is tried again. Safe in several
    /// processes at once where `remove` is.
    ///
    /// - Returns: how many versions were swept.
    @discardableResult
    package func sweep(
        at now: Instant = .now,
        removing remove: @Sendable (ID<Version>) async throws -> Void
    ) async throws -> Int {
        let versions: [ID<Version>] = try await database.values(
            """
            SELECT id FROM track_versions
            WHERE deleted_at IS NOT NULL AND swept_at IS NULL AND deleted_at < \(now - Self.retention)
            ORDER BY deleted_at LIMIT 1000
            """
        )
        for version in versions {
            try await remove(version)
            try await database.execute("UPDATE track_versions SET swept_at = \(now) WHERE id = \(version)")
        }
        return versions.count
    }
}
