package import Catalog
package import Essentials
package import SQL

extension Playback {
    /// Takes away the plays of tracks which are themselves being taken away.
    package static func erase(_ tracks: [ID<Track>], in session: any Session) async throws(SQLError) {
        guard !tracks.isEmpty else { return }
        try await session.execute(
            """
            DELETE FROM latest_plays WHERE version_id IN (
                SELECT id FROM track_versions WHERE track_id IN (\(list: tracks))
            )
            """
        )
        try await session.execute("DELETE FROM analytics_play WHERE track_id IN (\(list: tracks))")
    }
}
