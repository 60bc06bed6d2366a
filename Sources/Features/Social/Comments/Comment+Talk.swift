internal import Catalog
internal import Essentials
internal import SQL

// The statements by which a talk is read stretch by stretch.

extension Comment {
    /// Less than every id that is given.
    static let firstID: ID<Comment> = {
        guard let id = ID<Comment>("00000000-0000-7000-8000-000000000000") else {
            preconditionFailure("an id")
        }
        return id
    }()

    /// The comments that begin a thread, by their places, after `cursor`.
    static func roots(
        on track: ID<Track>,
        for viewer: Viewer,
        after cursor: Cursor?,
        limit: Int,
        in session: any Session
    ) async throws -> Page<Comment> {
        var conditions = stand(on: track, for: viewer)
        if let place = cursor.flatMap(CommentMark.init) {
            conditions.append("(c.at_ms, c.id) > (\(place.at), \(place.id))")
        }
        let rows = try await session.query(
            """
            \(select(for: viewer)) WHERE \(conditions.joined(separator: " AND "))
            ORDER BY c.at_ms, c.id LIMIT \(limit + 1)
            """
        )
        return Page(try rows.map(Comment.init(row:)), limit: limit) { Cursor(String($0.at), $0.id.text) }
    }

    /// The answers to each of these, as they came.
    static func answers(
        to comments: [ID<Comment>],
        for viewer: Viewer,
        in session: any Session
    ) async throws -> [ID<Comment>: [Comment]] {
        guard !comments.isEmpty else { return [:] }
        let rows = try await session.query(
            """
            \(select(for: viewer)) WHERE c.parent_id IN (\(list: comments)) AND \(CommentAccess.stands(for: viewer))
            ORDER BY c.created_at, c.id
            """
        )
        let answers = try rows.map(Comment.init(row:))
        return Dictionary(grouping: answers.filter { $0.parentID != nil }) { $0.parentID ?? $0.id }
    }

    /// Where the stretch of `limit` comments begins that ends at `cursor`; nil where none is before it.
    static func start(
        before cursor: Cursor,
        on track: ID<Track>,
        for viewer: Viewer,
        limit: Int,
        in session: any Session
    ) async throws -> Cursor? {
        guard let place = CommentMark(cursor) else { return nil }
        let conditions =
            stand(on: track, for: viewer) + ["(c.at_ms, c.id) <= (\(place.at), \(place.id))"]
        let rows = try await session.query(
            """
            SELECT c.at_ms, c.id FROM comments c JOIN tracks t ON t.id = c.track_id
            JOIN track_versions v ON v.id = c.version_id JOIN users u ON u.id = c.user_id
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY c.at_ms DESC, c.id DESC LIMIT \(limit + 1)
            """
        )
        guard !rows.isEmpty else { return nil }
        guard rows.count > limit, let last = rows.last else { return Talk.start }
        let (at, id): (Int64, ID<Comment>) = (try last["at_ms"], try last["id"])
        return Cursor(String(at), id.text)
    }

    /// Where there are comments before and after `shown`, those close together as one place.
    static func places(
        on track: ID<Track>,
        beside shown: [Comment],
        for viewer: Viewer,
        in session: any Session
    ) async throws -> [Talk.Place] {
        var conditions = stand(on: track, for: viewer)
        if let first = shown.first, let last = shown.last {
            conditions.append("(c.at_ms < \(first.at) OR c.at_ms > \(last.at))")
        }
        let rows = try await session.query(
            """
            SELECT min(c.at_ms) AS at_ms, count(*) AS count
            FROM comments c JOIN tracks t ON t.id = c.track_id
            JOIN track_versions v ON v.id = c.version_id JOIN users u ON u.id = c.user_id
            WHERE \(conditions.joined(separator: " AND "))
            GROUP BY c.at_ms * \(Int64(mostPlaces)) / (coalesce(v.duration_ms, \(latestPlace)) + 1)
            ORDER BY min(c.at_ms)
            """
        )
        return try rows.map { Talk.Place(at: try $0["at_ms"], count: try $0["count"]) }
    }

    /// How many places a version is divided into.
    private static let mostPlaces = 120

    private static func stand(on track: ID<Track>, for viewer: Viewer) -> [SQL] {
        ["c.track_id = \(track)", "c.parent_id IS NULL", CommentAccess.stands(for: viewer)]
    }
}
