package import Essentials
internal import HTTP
internal import SQL

extension Social {
    /// Rewrites `viewer`'s own comment.
    package func rewrite(_ id: ID<Comment>, as words: String, by viewer: Viewer) async throws -> Comment {
        guard let author = viewer.userID else { throw Refusal.unauthorized() }
        let source = try checkedCommentBody(words)
        return try await change(id, for: viewer, .updated) { session, now in
            try await Comment.rewrite(id, by: author, to: source, at: now, in: session)
        }
    }

    /// Hides a comment on a track that `viewer` tends, or shows it again.
    package func setVisibility(
        _ visibility: Comment.Visibility,
        of id: ID<Comment>,
        by viewer: Viewer
    ) async throws -> Comment {
        try await change(id, for: viewer, visibility == .hidden ? .removed : .added) { session, _ in
            try await Comment.setVisibility(visibility, of: id, by: viewer, in: session)
        }
    }

    /// Deletes the words of `viewer`'s own comment, or of one on a track that they tend.
    package func delete(_ id: ID<Comment>, by viewer: Viewer) async throws {
        try await database.transaction { session in
            let now = Instant.now
            guard let comment = try await Comment.find(id, for: viewer, at: now, in: session) else {
                throw Refusal.notFound("There is no such comment.")
            }
            guard try await Comment.delete(id, by: viewer, at: now, in: session) else {
                throw Refusal.forbidden("Only its author and the people of the track may delete a comment.")
            }
            try await publish(.removed, comment, in: session)
        }
    }

    private func change(
        _ id: ID<Comment>,
        for viewer: Viewer,
        _ news: CommentNews,
        _ body: @Sendable (any Session, Instant) async throws -> Bool
    ) async throws -> Comment {
        try await database.transaction { session in
            let now = Instant.now
            guard try await Comment.find(id, for: viewer, at: now, in: session) != nil else {
                throw Refusal.notFound("There is no such comment.")
            }
            guard try await body(session, now) else {
                throw Refusal.forbidden("This comment is not yours to change.")
            }
            guard let comment = try await Comment.find(id, for: viewer, at: now, in: session) else {
                throw Refusal.notFound("There is no such comment.")
            }
            try await publish(news, comment, in: session)
            return comment
        }
    }
}
