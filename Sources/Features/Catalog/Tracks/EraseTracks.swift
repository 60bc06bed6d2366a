package import Essentials
package import SQL

extension Track {
    /// The tracks that these people uploaded, deleted ones too.
    package static func all(
        of people: [UserID],
        in session: any Session
    ) async throws(SQLError) -> [ID<Track>] {
        guard !people.isEmpty else { return [] }
        return try await session.values(
            "SELECT id FROM tracks WHERE owner_user_id IN (\(list: people)) ORDER BY id"
        )
    }

    /// Takes tracks away for good, with their versions, credits and tags.
    ///
    /// What other slices keep about them, and what was made of their versions, has to be gone already.
    package static func erase(_ tracks: [ID<Track>], in session: any Session) async throws(SQLError) {
        guard !tracks.isEmpty else { return }
        try await session.execute("DELETE FROM track_versions WHERE track_id IN (\(list: tracks))")
        try await session.execute("DELETE FROM tracks WHERE id IN (\(list: tracks))")
    }
}

extension Artist {
    /// Takes away for good the artists that have none but these people for members, and no tracks.
    package static func erase(of people: [UserID], in session: any Session) async throws(SQLError) {
        guard !people.isEmpty else { return }
        try await session.execute(
            """
            DELETE FROM artists WHERE id IN (
                SELECT artist_id FROM artist_members WHERE user_id IN (\(list: people))
            )
            AND NOT EXISTS (
                SELECT 1 FROM artist_members m
                WHERE m.artist_id = artists.id AND m.user_id NOT IN (\(list: people))
            )
            AND NOT EXISTS (SELECT 1 FROM tracks t WHERE t.artist_id = artists.id)
            """
        )
    }
}
