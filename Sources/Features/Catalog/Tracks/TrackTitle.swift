package import Essentials
package import SQL

/// A track as a list to choose from names it.
package struct TrackTitle: Sendable, Equatable {
    package let id: ID<Track>
    package let title: String

    /// The tracks of the artists that `user` acts for, newest first.
    package static func own(
        of user: UserID,
        limit: Int = 500,
        in session: any Session
    ) async throws(SQLError) -> [TrackTitle] {
        try await session.query(
            """
            SELECT t.id, t.title FROM tracks t
            WHERE t.artist_id IN (SELECT artist_id FROM artist_members WHERE user_id = \(user))
            AND t.deleted_at IS NULL ORDER BY t.published_at DESC, t.id DESC LIMIT \(limit)
            """
        ).map { row throws(SQLError) in TrackTitle(id: try row["id"], title: try row["title"]) }
    }
}
