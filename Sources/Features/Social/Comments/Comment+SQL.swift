package import Catalog
package import Essentials
package import SQL

extension Comment {
    static func select(for viewer: Viewer) -> SQL {
        """
        SELECT c.id, c.track_id, c.version_id, c.parent_id, c.user_id, u.handle, u.display_name, c.at_ms,
            c.body_md, c.visibility, c.created_at, c.edited_at,
            CAST(CASE WHEN \(CommentAccess.isReadable(to: viewer)) THEN 0 ELSE 1 END AS BIGINT) AS is_gone,
            CAST(CASE WHEN \(CommentAccess.isOpen()) THEN 1 ELSE 0 END AS BIGINT) AS is_open
        FROM comments c
        JOIN tracks t ON t.id = c.track_id
        JOIN track_versions v ON v.id = c.version_id
        JOIN users u ON u.id = c.user_id
        """
    }

    init(row: Row) throws {
        id = try row["id"]
        trackID = try row["track_id"]
        versionID = try row["version_id"]
        parentID = try row["parent_id"]
        author = Author(
            id: try row["user_id"],
            handle: try row["handle"],
            displayName: try row["display_name"]
        )
        at = try row["at_ms"]
        isGone = try row["is_gone"]
        source = isGone ? "" : try row["body_md"]
        visibility = try row["visibility"]
        createdAt = try row["created_at"]
        editedAt = try row["edited_at"]
        isOpen = try row["is_open"]
    }

    /// The comments on a track that stand there for `viewer`, by their place in it; the track's own access is the
    /// caller's to check.
    static func list(
        on track: ID<Track>,
        for viewer: Viewer,
        after cursor: Cursor?,
        limit: Int,
        in session: any Session
    ) async throws -> Page<Comment> {
        let rows = try await session.query(listSQL(on: track, for: viewer, after: cursor, limit: limit))
        return Page(try rows.map(Comment.init(row:)), limit: limit) {
            Cursor(String($0.at), $0.id.text)
        }
    }

    /// The statement behind `list`, so that its plan can be looked at.
    static func listSQL(on track: ID<Track>, for viewer: Viewer, after cursor: Cursor?, limit: Int) -> SQL {
        var conditions: [SQL] = ["c.track_id = \(track)", CommentAccess.stands(for: viewer)]
        if let place = cursor.flatMap(CommentMark.init) {
            conditions.append("(c.at_ms, c.id) > (\(place.at), \(place.id))")
        }
        return """
            \(select(for: viewer)) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY c.at_ms, c.id LIMIT \(limit + 1)
            """
    }

    /// One comment that is `viewer`'s own, or that they may read on a track that they see; nil where there is none.
    static func find(
        _ id: ID<Comment>,
        for viewer: Viewer,
        at now: Instant,
        in session: any Session
    ) async throws -> Comment? {
        try await session.first(
            """
            \(select(for: viewer))
            WHERE c.id = \(id) AND (\(CommentAccess.isOwn(of: viewer))
            OR (\(CommentAccess.isReadable(to: viewer)) AND \(TrackAccess.visible(to: viewer, at: now))))
            """
        ).map(Comment.init(row:))
    }

    /// How many comments everybody may read there are on each of these tracks; those without any are left out.
    package static func counts(
        on tracks: [ID<Track>],
        in session: any Session
    ) async throws -> [ID<Track>: Int] {
        guard !tracks.isEmpty else { return [:] }
        let rows = try await session.query(countsSQL(on: tracks))
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["track_id"], try $0["count"]) })
    }

    static func countsSQL(on tracks: [ID<Track>]) -> SQL {
        """
        SELECT c.track_id, count(*) AS count FROM comments c
        JOIN track_versions v ON v.id = c.version_id
        JOIN users u ON u.id = c.user_id
        WHERE c.track_id IN (\(list: tracks)) AND \(CommentAccess.isOpen())
        GROUP BY c.track_id
        """
    }
}

/// The last comment of a page: where the next one goes on.
struct CommentMark {
    let at: Int64
    let id: ID<Comment>

    init?(_ cursor: Cursor) {
        guard cursor.keys.count == 2, let at = Int64(cursor.keys[0]), let id = ID<Comment>(cursor.keys[1])
        else { return nil }
        self.at = at
        self.id = id
    }
}
