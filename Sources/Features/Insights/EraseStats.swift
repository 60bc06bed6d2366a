package import Catalog
package import Essentials
package import SQL

extension Insights {
    /// Takes away what was summed up of tracks which are themselves being taken away.
    package static func erase(_ tracks: [ID<Track>], in session: any Session) async throws(SQLError) {
        guard !tracks.isEmpty else { return }
        try await session.execute("DELETE FROM analytics_daily WHERE track_id IN (\(list: tracks))")
    }
}
