internal import Catalog
package import Essentials
internal import Events
internal import HTTP
internal import SQL

/// A comment that has found its place: on a version of a track, and for an answer under its parent.
struct PlacedComment: Sendable {
    let trackID: ID<Track>
    let versionID: ID<Version>
    let parentID: ID<Comment>?
    let at: Int64
    let source: String
}

extension Social {
    /// Puts a comment on a track that `viewer` sees, and tells those who listen.
    ///
    /// An answer to an answer joins the same thread. Throws `Refusal` where the place does not exist.
    package func post(_ draft: CommentDraft, key: String? = nil, by viewer: Viewer) async throws -> Comment {
        guard let author = viewer.userID else { throw Refusal.unauthorized() }
        let source = try draft.checkedBody()
        let id = ID<Comment>()
        let now = Instant.now
        return try await database.transaction { session in
            let place = try await self.place(draft, source, key: key, for: viewer, at: now, in: session)
            try await Comment.insert(id, place, by: author, at: now, in: session)
            guard let comment = try await Comment.find(id, for: viewer, key: key, at: now, in: session) else {
                throw Refusal.notFound("There is no such track.")
            }
            try await publish(.added, comment, in: session)
            return comment
        }
    }

    private func place(
        _ draft: CommentDraft,
        _ source: String,
        key: String?,
        for viewer: Viewer,
        at now: Instant,
        in session: any Session
    ) async throws -> PlacedComment {
        guard
            let version = try await CommentPlace.version(
                draft.versionId,
                of: draft.trackId,
                for: viewer,
                key: key,
                at: now,
                in: session
            )
        else { throw Refusal.notFound("There is no such track, or no such version of it.") }
        let parent = try await thread(of: draft, in: session)
        guard let at = parent?.at ?? draft.atMs else {
            throw Refusal.unprocessable(fields: ["at_ms": "Say which place in the music is meant."])
        }
        guard at >= 0, at <= version.durationMS ?? .max else {
            throw Refusal.unprocessable(fields: ["at_ms": "The music is not that long."])
        }
        return PlacedComment(
            trackID: draft.trackId,
            versionID: version.id,
            parentID: parent?.id,
            at: at,
            source: source
        )
    }

    private func thread(of draft: CommentDraft, in session: any Session) async throws -> CommentPlace.Thread?
    {
        guard let parent = draft.parentId else { return nil }
        guard let thread = try await CommentPlace.thread(of: parent, on: draft.trackId, in: session) else {
            throw Refusal.unprocessable(fields: ["parent_id": "That comment is not there any more."])
        }
        return thread
    }
}
