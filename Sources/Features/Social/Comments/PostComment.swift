package import Essentials
internal import SQL

extension Social {
    /// Puts a comment on a track that `viewer`, who may hold its `key`, sees, and tells those who listen.
    ///
    /// It is written as of `now`. An answer to an answer joins the same thread. Throws `SocialError` where the place does not exist or the words
    /// can't be kept.
    package func post(
        _ draft: CommentDraft,
        key: String? = nil,
        by viewer: Viewer,
        at now: Instant = .now
    ) async throws -> Comment {
        guard let author = viewer.userID else { throw SocialError.anonymous }
        let body = try CommentBody(draft.bodyMd)
        let id = ID<Comment>(at: now)
        return try await database.transaction { session in
            let place = try await CommentPlace.find(for: draft, by: viewer, key: key, at: now, in: session)
            try await Comment.insert(id, body.source, at: place, by: author, now: now, in: session)
            guard let comment = try await Comment.find(id, for: viewer, at: now, in: session) else {
                throw SocialError.noSuchTrack
            }
            try await tell(from: nil, to: comment, in: session)
            return comment
        }
    }
}
