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
}

extension Social {
    /// Tells the track's subscribers of a comment once the transaction `session` is committed.
    ///
    /// Words that not everybody may read are never told.
    func publish(_ news: CommentNews, _ comment: Comment, in session: any Session) async throws {
        let isSilent = comment.visibility == .hidden && news != .removed
        guard !isSilent else { return }
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
