internal import Catalog
internal import Essentials
internal import Events
internal import HTTP
internal import SQL

/// What happened to a comment, as subscribers of its track hear it.
enum CommentNews: String {
    case added = "comment.added"
    case updated = "comment.updated"
    case removed = "comment.removed"

    /// What there is to tell where a comment was as in `before` and is as in `after`, nil where it is not there.
    ///
    /// Words that not everybody may read are never told, so for subscribers a comment begins and ends with its
    /// openness.
    init?(from before: Comment?, to after: Comment?) {
        switch (before?.isOpen ?? false, after?.isOpen ?? false) {
        case (false, true): self = .added
        case (true, true): self = .updated
        case (true, false): self = .removed
        case (false, false): return nil
        }
    }
}

extension Social {
    /// Tells the track's subscribers what became of a comment, once the transaction `session` is committed.
    func tell(from before: Comment?, to after: Comment?, in session: any Session) async throws {
        guard let news = CommentNews(from: before, to: after), let comment = after ?? before else { return }
        let json =
            news == .removed
            ? try JSONCoding.encode(RemovedComment(comment))
            : try JSONCoding.encode(CommentAnswer(comment))
        let event = Event(
            topic: Topic.track(comment.trackID).text,
            name: news.rawValue,
            json: String(decoding: json, as: UTF8.self)
        )
        try await Outbox.publish(event, in: session)
    }
}

/// What is told of a comment that is no longer there.
private struct RemovedComment: Encodable {
    let id: ID<Comment>
    let trackId: ID<Track>
    let versionId: ID<Version>

    init(_ comment: Comment) {
        id = comment.id
        trackId = comment.trackID
        versionId = comment.versionID
    }
}
