internal import Catalog
internal import Essentials
internal import SQL

/// Where a comment belongs: at a time in a version of a track, and for an answer under the first comment of its
/// thread.
struct CommentPlace: Sendable {
    let trackID: ID<Track>
    let versionID: ID<Version>
    let parentID: ID<Comment>?

    /// Milliseconds from the version's start.
    let at: Int64

    /// The place that `draft` means, on a track that `viewer`, who may hold its `key`, sees.
    ///
    /// An answer to an answer joins the same thread, on its version and at its time. Throws `SocialError` where there
    /// is no such place.
    static func find(
        for draft: CommentDraft,
        by viewer: Viewer,
        key: String?,
        at now: Instant,
        in session: any Session
    ) async throws -> CommentPlace {
        let isSeen = TrackAccess.visible(to: viewer, key: key, at: now)
        guard try await session.exists("SELECT 1 FROM tracks t WHERE t.id = \(draft.trackId) AND \(isSeen)")
        else { throw SocialError.noSuchTrack }
        if let parent = draft.parentId {
            guard let place = try await answering(parent, on: draft.trackId, by: viewer, in: session) else {
                throw SocialError.noSuchParent
            }
            return place
        }
        guard let version = try await version(draft.versionId, of: draft.trackId, for: viewer, in: session)
        else { throw SocialError.noSuchTrack }
        return CommentPlace(
            trackID: draft.trackId,
            versionID: version.id,
            parentID: nil,
            at: try checked(draft.atMs, in: version.durationMS)
        )
    }

    private static func checked(_ at: Int64?, in duration: Int64?) throws(SocialError) -> Int64 {
        guard let at else { throw .invalid(["at_ms": "Say which place in the music is meant."]) }
        guard at >= 0 else { throw .invalid(["at_ms": "Music begins at 0."]) }
        guard at <= duration ?? Comment.latestPlace else {
            throw .invalid(["at_ms": "The music is not that long."])
        }
        return at
    }

    /// The place of an answer to `comment`, which `viewer` must be able to read.
    private static func answering(
        _ comment: ID<Comment>,
        on track: ID<Track>,
        by viewer: Viewer,
        in session: any Session
    ) async throws -> CommentPlace? {
        let row = try await session.first(
            """
            SELECT coalesce(c.parent_id, c.id) AS thread, c.version_id, c.at_ms FROM comments c
            JOIN tracks t ON t.id = c.track_id
            JOIN track_versions v ON v.id = c.version_id
            JOIN users u ON u.id = c.user_id
            WHERE c.id = \(comment) AND c.track_id = \(track) AND \(CommentAccess.isReadable(to: viewer))
            """
        )
        return try row.map { row in
            CommentPlace(
                trackID: track,
                versionID: try row["version_id"],
                parentID: try row["thread"],
                at: try row["at_ms"]
            )
        }
    }

    /// The version of `track` that is meant, and its length where that is known; the primary one where none is named.
    ///
    /// What is pending or failed only those who may change the track know of.
    private static func version(
        _ version: ID<Version>?,
        of track: ID<Track>,
        for viewer: Viewer,
        in session: any Session
    ) async throws -> (id: ID<Version>, durationMS: Int64?)? {
        let isMeant: SQL = version.map { "v.id = \($0)" } ?? "v.id = t.primary_version_id"
        let row = try await session.first(
            """
            SELECT v.id, v.duration_ms FROM tracks t JOIN track_versions v ON v.track_id = t.id
            WHERE t.id = \(track) AND \(isMeant) AND \(VersionAccess.isShown(to: viewer))
            """
        )
        return try row.map { (id: try $0["id"], durationMS: try $0["duration_ms"]) }
    }
}

/// Who knows of which version, as a condition of a query over `track_versions v` of `tracks t` that the viewer sees.
enum VersionAccess {
    /// The versions that have or had sound, and for those who may change the track every other.
    static func isShown(to viewer: Viewer) -> SQL {
        """
        (v.deleted_at IS NULL
        AND (v.playable = 1 OR v.status = 'lost' OR \(TrackAccess.editable(by: viewer))))
        """
    }
}
