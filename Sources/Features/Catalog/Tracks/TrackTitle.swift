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

    /// The title of the song that each of `versions` is of, whoever may know of it; deleted ones are left out.
    package static func songs(
        of versions: [ID<Version>],
        in session: any Session
    ) async throws(SQLError) -> [ID<Version>: String] {
        guard !versions.isEmpty else { return [:] }
        let ids = versions.map { "\($0)" as SQL }.joined(separator: ", ")
        var titles: [ID<Version>: String] = [:]
        for row in try await session.query(
            """
            SELECT v.id, t.title FROM track_versions v JOIN tracks t ON t.id = v.track_id
            WHERE v.id IN (\(ids)) AND v.deleted_at IS NULL AND t.deleted_at IS NULL
            """
        ) {
            titles[try row["id"]] = try row["title"]
        }
        return titles
    }
}
