package import Essentials
internal import SQL

extension Social {
    /// Rewrites `viewer`'s own comment.
    package func rewrite(_ id: ID<Comment>, as words: String, by viewer: Viewer) async throws -> Comment {
        try await change(id, CommentChange(bodyMd: words), by: viewer)
    }

    /// Hides a comment on a track that `viewer` tends, or shows it again.
    package func setVisibility(
        _ visibility: Comment.Visibility,
        of id: ID<Comment>,
        by viewer: Viewer
    ) async throws -> Comment {
        try await change(id, CommentChange(visibility: visibility), by: viewer)
    }

    /// Changes the words of `viewer`'s own comment, the visibility of one on a track that they tend, or both.
    ///
    /// Either all of it is done or nothing. Throws `SocialError`.
    package func change(
        _ id: ID<Comment>,
        _ change: CommentChange,
        by viewer: Viewer
    ) async throws -> Comment {
        guard change.bodyMd != nil || change.visibility != nil else {
            throw SocialError.invalid(["body_md": "Send this, or visibility."])
        }
        let body = try change.bodyMd.map(CommentBody.init)
        let changed = try await whileTelling(of: id, for: viewer) { session, now in
            if let visibility = change.visibility {
                guard try await Comment.setVisibility(visibility, of: id, by: viewer, in: session) else {
                    return false
                }
            }
            guard let body else { return true }
            return try await Comment.rewrite(id, as: body.source, by: viewer, now: now, in: session)
        }
        guard let changed else { throw SocialError.noSuchComment }
        return changed
    }

    /// Deletes the words of `viewer`'s own comment, or of one on a track that they tend.
    package func delete(_ id: ID<Comment>, by viewer: Viewer) async throws {
        try await whileTelling(of: id, for: viewer) { session, now in
            try await Comment.delete(id, by: viewer, now: now, in: session)
        }
    }

    /// Runs `work`, which says whether `viewer` may, on a comment that they read, and tells those who listen what
    /// became of it; the comment as it is then, nil where it is gone.
    @discardableResult
    private func whileTelling(
        of id: ID<Comment>,
        for viewer: Viewer,
        _ work: @Sendable (any Session, Instant) async throws -> Bool
    ) async throws -> Comment? {
        let now = Instant.now
        return try await database.transaction { session in
            guard let before = try await Comment.find(id, for: viewer, at: now, in: session) else {
                throw SocialError.noSuchComment
            }
            guard try await work(session, now) else { throw SocialError.notYours }
            let after = try await Comment.find(id, for: viewer, at: now, in: session)
            try await tell(from: before, to: after, in: session)
            return after
        }
    }
}
