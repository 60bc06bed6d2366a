package import Catalog
package import Essentials
package import SQL

extension Comment {
    /// Takes away all that was said about tracks which are themselves being taken away, without a trace.
    package static func erase(on tracks: [ID<Track>], in session: any Session) async throws(SQLError) {
        guard !tracks.isEmpty else { return }
        try await session.execute(
            "DELETE FROM comments WHERE track_id IN (\(list: tracks)) AND parent_id IS NOT NULL"
        )
        try await session.execute("DELETE FROM comments WHERE track_id IN (\(list: tracks))")
    }
}
