package import Essentials
package import SQL

/// How much of an artist stands in lists for a viewer.
package struct ArtistNumbers: Equatable, Sendable {
    package let songs: Int
    package let versions: Int

    /// Counts what stands in lists for `viewer`, along the artist's own tracks.
    package static func count(
        _ artist: ID<Artist>,
        for viewer: Viewer,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> ArtistNumbers {
        let row = try await session.first(
            """
            SELECT count(DISTINCT t.id), count(*) FROM tracks t
            JOIN artists a ON a.id = t.artist_id
            JOIN track_versions v ON v.track_id = t.id AND v.deleted_at IS NULL AND v.playable = 1
            WHERE t.artist_id = \(artist) AND \(TrackAccess.listed(for: viewer, at: now))
            """
        )
        return ArtistNumbers(songs: try row?[0] ?? 0, versions: try row?[1] ?? 0)
    }
}
