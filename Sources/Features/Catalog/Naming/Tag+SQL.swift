package import Essentials
package import SQL

extension Tag {
    /// The tags of each of these tracks, in the order in which they were given.
    package static func of(
        _ tracks: [ID<Track>],
        in session: any Session
    ) async throws(SQLError) -> [ID<Track>: [String]] {
        guard !tracks.isEmpty else { return [:] }
        let rows = try await session.query(
            """
            SELECT k.track_id, g.tag FROM track_tags k JOIN tags g ON g.id = k.tag_id
            WHERE k.track_id IN (\(list: tracks)) ORDER BY k.track_id, k.position
            """
        )
        var tags: [ID<Track>: [String]] = [:]
        for row in rows { tags[try row["track_id"], default: []].append(try row["tag"]) }
        return tags
    }

    /// Gives a track these tags instead of those it has; they must be in the form in which tags are kept.
    static func replace(
        _ tags: [String],
        of track: ID<Track>,
        publishedAt: Instant,
        in session: any Session
    ) async throws(SQLError) {
        try await session.execute("DELETE FROM track_tags WHERE track_id = \(track)")
        guard !tags.isEmpty else { return }
        // Sorted, so that two tracks that share tags never wait for each other.
        let rows = tags.sorted().map { "(\(ID<Tag>()), \($0))" as SQL }
        try await session.execute(
            "INSERT INTO tags (id, tag) VALUES \(rows.joined(separator: ", ")) ON CONFLICT (tag) DO NOTHING"
        )
        let given = tags.enumerated().map { position, tag in "(\(tag), \(position))" as SQL }
        try await session.execute(
            """
            WITH given (tag, position) AS (VALUES \(given.joined(separator: ", ")))
            INSERT INTO track_tags (track_id, tag_id, position, published_at)
            SELECT \(track), g.id, given.position, \(publishedAt) FROM given JOIN tags g ON g.tag = given.tag
            """
        )
    }

    /// The tags that most public tracks among the newest two hundred have, at most `limit`.
    package static func popular(
        limit: Int = 12,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> [String] {
        try await session.values(
            """
            SELECT g.tag FROM (
                SELECT t.id FROM tracks t
                WHERE \(TrackAccess.listed(for: .anonymous, at: now))
                ORDER BY t.published_at DESC, t.id DESC LIMIT 200
            ) n
            JOIN track_tags k ON k.track_id = n.id JOIN tags g ON g.id = k.tag_id
            GROUP BY g.tag ORDER BY count(*) DESC, g.tag LIMIT \(limit)
            """
        )
    }
}
