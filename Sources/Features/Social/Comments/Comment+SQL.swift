package import Catalog
package import Essentials
package import SQL

extension Comment {
    private static let columns: SQL = """
        c.id, c.track_id, c.version_id, c.parent_id, c.user_id, u.handle, u.display_name, c.at_ms, c.body_md,
        c.visibility, c.created_at, c.edited_at, c.deleted_at
        """

    private init(row: Row) throws {
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
        source = try row["body_md"]
        visibility = try row["visibility"]
        createdAt = try row["created_at"]
        editedAt = try row["edited_at"]
        deletedAt = try row["deleted_at"]
    }

    /// The comments on a track that `viewer` may read, by their place in it; the track's own access is the
    /// caller's to check.
    ///
    /// A deleted comment is left out unless answers hang on it: then it stands there without its words.
    static func list(
        on track: ID<Track>,
        for viewer: Viewer,
        after cursor: Cursor?,
        limit: Int,
        in session: any Session
    ) async throws -> Page<Comment> {
        let rows = try await session.query(
            """
            SELECT \(columns) FROM comments c
            JOIN users u ON u.id = c.user_id
            JOIN tracks t ON t.id = c.track_id
            WHERE c.track_id = \(track) AND \(readable(by: viewer)) AND \(stands) AND \(follows(cursor))
            ORDER BY c.at_ms, c.id LIMIT \(limit + 1)
            """
        )
        return Page(try rows.map(Comment.init(row:)), limit: limit) {
            Cursor(String($0.at), $0.id.text)
        }
    }

    /// One comment on a track that `viewer` sees, or nil where there is none that they may read.
    static func find(
        _ id: ID<Comment>,
        for viewer: Viewer,
        key: String? = nil,
        at now: Instant,
        in session: any Session
    ) async throws -> Comment? {
        try await session.first(
            """
            SELECT \(columns) FROM comments c
            JOIN users u ON u.id = c.user_id
            JOIN tracks t ON t.id = c.track_id
            WHERE c.id = \(id) AND c.deleted_at IS NULL AND \(readable(by: viewer))
            AND \(TrackAccess.visible(to: viewer, key: key, at: now))
            """
        ).map(Comment.init(row:))
    }

    static func insert(
        _ id: ID<Comment>,
        _ draft: PlacedComment,
        by author: UserID,
        at now: Instant,
        in session: any Session
    ) async throws {
        try await session.execute(
            """
            INSERT INTO comments (id, track_id, version_id, user_id, parent_id, at_ms, body_md, visibility, created_at)
            VALUES (\(id), \(draft.trackID), \(draft.versionID), \(author), \(draft.parentID), \(draft.at),
                \(draft.source), \(Visibility.visible), \(now))
            """
        )
    }

    /// Writes new words over `author`'s own comment; false where it is not theirs.
    static func rewrite(
        _ id: ID<Comment>,
        by author: UserID,
        to source: String,
        at now: Instant,
        in session: any Session
    ) async throws -> Bool {
        try await session.execute(
            """
            UPDATE comments SET body_md = \(source), edited_at = \(now)
            WHERE id = \(id) AND user_id = \(author) AND deleted_at IS NULL
            """
        ) == 1
    }

    /// Hides or shows a comment on a track that `viewer` tends; false where they don't.
    static func setVisibility(
        _ visibility: Visibility,
        of id: ID<Comment>,
        by viewer: Viewer,
        in session: any Session
    ) async throws -> Bool {
        try await session.execute(
            """
            UPDATE comments SET visibility = \(visibility)
            WHERE id = \(id) AND deleted_at IS NULL
            AND EXISTS (SELECT 1 FROM tracks t WHERE t.id = comments.track_id AND \(isTended(by: viewer)))
            """
        ) == 1
    }

    /// Deletes the words of a comment that is `viewer`'s own or stands on a track that they tend.
    static func delete(
        _ id: ID<Comment>,
        by viewer: Viewer,
        at now: Instant,
        in session: any Session
    ) async throws -> Bool {
        guard let user = viewer.userID else { return false }
        return try await session.execute(
            """
            UPDATE comments SET body_md = '', deleted_at = \(now)
            WHERE id = \(id) AND deleted_at IS NULL AND (user_id = \(user)
            OR EXISTS (SELECT 1 FROM tracks t WHERE t.id = comments.track_id AND \(isTended(by: viewer))))
            """
        ) == 1
    }

    /// How many comments everybody may read there are on each of these tracks; those without any are left out.
    package static func counts(
        on tracks: [ID<Track>],
        in session: any Session
    ) async throws -> [ID<Track>: Int] {
        guard !tracks.isEmpty else { return [:] }
        let rows = try await session.query(
            """
            SELECT c.track_id, count(*) AS count FROM comments c
            WHERE c.track_id IN (\(list: tracks)) AND c.deleted_at IS NULL AND c.visibility = 'visible'
            GROUP BY c.track_id
            """
        )
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["track_id"], try $0["count"]) })
    }
}

extension Comment {
    /// The comments `c` on tracks `t` by users `u` that `viewer` may read.
    private static func readable(by viewer: Viewer) -> SQL {
        guard let user = viewer.userID else { return "(c.visibility = 'visible' AND u.is_banned = 0)" }
        return """
            ((c.visibility = 'visible' AND u.is_banned = 0) OR c.user_id = \(user) OR \(isTended(by: viewer)))
            """
    }

    /// The tracks `t` whose comments `viewer` looks after.
    private static func isTended(by viewer: Viewer) -> SQL {
        viewer.isAdmin || viewer.has(.moderator) ? "1 = 1" : TrackAccess.isMember(viewer)
    }

    private static let stands: SQL = """
        (c.deleted_at IS NULL
        OR EXISTS (SELECT 1 FROM comments r WHERE r.parent_id = c.id AND r.deleted_at IS NULL))
        """

    private static func follows(_ cursor: Cursor?) -> SQL {
        guard let keys = cursor?.keys, keys.count == 2, let at = Int64(keys[0]) else { return "1 = 1" }
        return "(c.at_ms > \(at) OR (c.at_ms = \(at) AND c.id > \(keys[1])))"
    }
}
