internal import Catalog
internal import Essentials
internal import SQL

/// The statements that write comments; who may is part of each.
extension Comment {
    static func insert(
        _ id: ID<Comment>,
        _ source: String,
        at place: CommentPlace,
        by author: UserID,
        now: Instant,
        in session: any Session
    ) async throws {
        try await session.execute(
            """
            INSERT INTO comments (id, track_id, version_id, user_id, parent_id, at_ms, body_md, visibility, created_at)
            VALUES (\(id), \(place.trackID), \(place.versionID), \(author), \(place.parentID), \(place.at),
                \(source), \(Visibility.visible), \(now))
            """
        )
    }

    /// Writes new words over `viewer`'s own comment; false where it is not theirs.
    static func rewrite(
        _ id: ID<Comment>,
        as source: String,
        by viewer: Viewer,
        now: Instant,
        in session: any Session
    ) async throws -> Bool {
        try await session.execute(
            """
            UPDATE comments SET body_md = \(source), edited_at = \(now)
            WHERE id = \(id) AND deleted_at IS NULL AND \(isBy(viewer))
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
            WHERE id = \(id) AND deleted_at IS NULL AND \(isTended(by: viewer))
            """
        ) == 1
    }

    /// Deletes the words of a comment that is `viewer`'s own or stands on a track that they tend; false where it is
    /// neither.
    static func delete(
        _ id: ID<Comment>,
        by viewer: Viewer,
        now: Instant,
        in session: any Session
    ) async throws -> Bool {
        try await session.execute(
            """
            UPDATE comments SET body_md = '', deleted_at = \(now)
            WHERE id = \(id) AND deleted_at IS NULL AND (\(isBy(viewer)) OR \(isTended(by: viewer)))
            """
        ) == 1
    }

    private static func isBy(_ viewer: Viewer) -> SQL {
        viewer.userID.map { "user_id = \($0)" } ?? "1 = 0"
    }

    private static func isTended(by viewer: Viewer) -> SQL {
        """
        EXISTS (
            SELECT 1 FROM tracks t WHERE t.id = comments.track_id AND \(CommentAccess.isTended(by: viewer))
        )
        """
    }
}
