internal import Catalog
internal import Essentials
internal import SQL

/// Finds where a comment belongs.
enum CommentPlace {
    /// A version that can be commented on, with its length where that is known.
    struct Target: Sendable {
        let id: ID<Version>
        let durationMS: Int64?
    }

    /// The comment that a thread hangs on.
    struct Thread: Sendable {
        let id: ID<Comment>
        let at: Int64
    }

    /// The version of `track` that is meant, of a track that `viewer` sees; the primary one where none is named.
    static func version(
        _ version: ID<Version>?,
        of track: ID<Track>,
        for viewer: Viewer,
        key: String?,
        at now: Instant,
        in session: any Session
    ) async throws -> Target? {
        let wanted: SQL = version.map { "v.id = \($0)" } ?? "v.id = t.primary_version_id"
        let row = try await session.first(
            """
            SELECT v.id, v.duration_ms FROM tracks t
            JOIN track_versions v ON v.track_id = t.id AND v.deleted_at IS NULL
            WHERE t.id = \(track) AND \(wanted) AND \(TrackAccess.visible(to: viewer, key: key, at: now))
            """
        )
        return try row.map { Target(id: try $0["id"], durationMS: try $0["duration_ms"]) }
    }

    /// The first comment of the thread that `comment` belongs to.
    static func thread(
        of comment: ID<Comment>,
        on track: ID<Track>,
        in session: any Session
    ) async throws -> Thread? {
        let row = try await session.first(
            """
            SELECT coalesce(root.id, c.id) AS id, c.at_ms FROM comments c
            LEFT JOIN comments root ON root.id = c.parent_id
            WHERE c.id = \(comment) AND c.track_id = \(track) AND c.deleted_at IS NULL
            """
        )
        return try row.map { Thread(id: try $0["id"], at: try $0["at_ms"]) }
    }
}
