package import Essentials
internal import SQL
internal import Uploads

extension Catalog {
    /// How long an upload may lie before something is made of it.
    package static let unusedFor: Duration = .seconds(7 * 86_400)

    /// Deletes uploads of which nothing was made in a week, and pictures that a track has given up for another: they
    /// would take their owner's room for ever.
    ///
    /// Safe in several processes at once, and while tracks are made of them.
    ///
    /// - Returns: how many uploads were deleted.
    @discardableResult
    package func sweepUnused(at now: Instant = .now) async throws -> Int {
        let unused: [ID<Asset>] = try await database.values(
            """
            SELECT a.id FROM assets a
            WHERE a.deleted_at IS NULL AND a.created_at < \(now - Self.unusedFor) AND \(Self.isUnused)
            ORDER BY a.id LIMIT 1000
            """
        )
        var deleted = 0
        for asset in unused where try await deleteIfUnused(asset, at: now) { deleted += 1 }
        return deleted
    }

    /// Whoever makes something of an upload holds its row as well, so that one of the two comes first.
    private func deleteIfUnused(_ asset: ID<Asset>, at now: Instant) async throws -> Bool {
        try await database.transaction { session in
            try await Original.hold(asset, in: session)
            guard
                try await session.exists("SELECT 1 FROM assets a WHERE a.id = \(asset) AND \(Self.isUnused)")
            else { return false }
            try await Uploads.delete(asset, at: now, in: session)
            return true
        }
    }

    /// The assets `a` that no version, track, artist or person that is still there names.
    private static let isUnused: SQL = """
        NOT EXISTS (SELECT 1 FROM track_versions v WHERE v.original_asset_id = a.id AND v.deleted_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM tracks t WHERE t.artwork_asset_id = a.id AND t.deleted_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM artists r WHERE r.avatar_asset_id = a.id)
        AND NOT EXISTS (SELECT 1 FROM users u WHERE u.avatar_asset_id = a.id)
        """
}
