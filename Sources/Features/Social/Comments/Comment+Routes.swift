internal import Catalog
internal import Essentials
package import HTTP
internal import Site

/// The addresses of the comments' calls.
package enum CommentPaths {
    static let comments = Path("/api/v1/comments")
    static let comment = Path("/api/v1/comments/:id", ID<Comment>.self)
    static let ofTrack = Path("/api/v1/tracks/:id/comments", ID<Track>.self)
}

extension Social {
    var commentRoutes: [Route] {
        [
            .post(CommentPaths.comments, access: .member, .postComment) { request in
                let draft = try await request.json(CommentDraft.self)
                let comment = try await post(draft, key: request.query["key"], by: request.viewer)
                return try .success(CommentEnvelope(comment), status: .created)
            }.limited(to: .comments),
            .get(CommentPaths.ofTrack, access: .anyone, .listComments) { request, track in
                let wanted = try request.query.page()
                let page = try await comments(
                    on: track,
                    for: request.viewer,
                    key: request.query["key"],
                    after: wanted.cursor,
                    limit: wanted.limit
                )
                return try .page(page.map(CommentAnswer.init))
            },
            .patch(CommentPaths.comment, access: .member, .changeComment) { request, id in
                let change = try await request.json(CommentChange.self)
                return try .success(CommentEnvelope(try await self.change(id, change, by: request.viewer)))
            }.limited(to: .comments),
            .delete(CommentPaths.comment, access: .member, .deleteComment) { request, id in
                try await delete(id, by: request.viewer)
                return try .success()
            },
        ]
    }
}

/// `{"comment":…}`.
private struct CommentEnvelope: Encodable {
    let comment: CommentAnswer

    init(_ comment: Comment) {
        self.comment = CommentAnswer(comment)
    }
}

extension RateLimit {
    /// Comments are writes that can be abused, whichever way they come: 100 in 15 minutes.
    package static let comments = RateLimit("comments", 100, per: .seconds(900))
}

extension Operation {
    private static let envelope = Schema.object(["comment": CommentAnswer.schema])
    private static let key = Parameter("key", .string(), "the key of an unlisted track's link")

    fileprivate static let postComment = Operation(
        "Comments on a place in a version",
        tag: "comments",
        query: [key],
        body: .json(
            .object(
                [
                    "track_id": .id, "version_id": .nullable(.id), "at_ms": .nullable(.integer(minimum: 0)),
                    "body_md": .string(minLength: 1, maxLength: Comment.maximumLength),
                    "parent_id": .nullable(.id),
                ],
                required: ["track_id", "body_md"]
            )
        ),
        answers: [.created: .data(envelope)],
        refusals: [.notFound]
    )

    fileprivate static let listComments = Operation(
        "Lists the comments on a track by their place in it",
        tag: "comments",
        query: [key] + Parameter.page,
        answers: [.ok: .list(CommentAnswer.schema)]
    )

    fileprivate static let changeComment = Operation(
        "Rewrites one's own comment, or hides one on one's own track",
        tag: "comments",
        body: .json(
            .object(
                [
                    "body_md": .nullable(.string(minLength: 1, maxLength: Comment.maximumLength)),
                    "visibility": .nullable(
                        .string(values: Comment.Visibility.allCases.map(\.rawValue))
                    ),
                ],
                required: []
            )
        ),
        answers: [.ok: .data(envelope)]
    )

    fileprivate static let deleteComment = Operation(
        "Deletes a comment",
        tag: "comments",
        answers: [.ok: .data(.object([:]))]
    )
}
