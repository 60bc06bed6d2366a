package import Catalog
package import Essentials
internal import SQL

/// A stretch of what is said about a track: comments by their places in the music, each with all its answers.
package struct Talk: Sendable {
    /// First comments, by their places.
    package var comments: [Comment] = []

    /// The answers to each of them, as they came.
    package var answers: [ID<Comment>: [Comment]] = [:]

    /// Where the stretch before this one begins; nil at the start.
    package var earlier: Cursor?

    /// Where the next one begins; nil at the end.
    package var later: Cursor?

    /// Where there is more to be read, before and after this stretch; at most some hundred places.
    package var elsewhere: [Place] = []

    /// Comments that stand close together.
    package struct Place: Sendable {
        /// Milliseconds from the version's start, of the first of them.
        package let at: Int64
        package let count: Int

        /// So many comments from `at` on.
        package init(at: Int64, count: Int) {
            self.at = at
            self.count = count
        }

        /// Where a stretch begins that starts with them.
        package var start: Cursor { Cursor(String(at), Comment.firstID.text) }
    }

    /// Where the track's talk begins.
    package static let start = Cursor("0", Comment.firstID.text)
}

extension Social {
    /// The stretch of at most `limit` comments on `track` that begins at `start`, as it stands for `viewer`.
    ///
    /// Five queries at most, whatever there is. Throws `SocialError` where the viewer may not know of the track.
    package func talk(
        on track: ID<Track>,
        for viewer: Viewer,
        key: String? = nil,
        from start: Cursor? = nil,
        limit: Int = 100
    ) async throws -> Talk {
        guard try await isVisible(track, to: viewer, key: key) else { throw SocialError.noSuchTrack }
        return try await database.snapshot { session in
            let page = try await Comment.roots(
                on: track,
                for: viewer,
                after: start,
                limit: limit,
                in: session
            )
            var talk = Talk(comments: page.elements, later: page.next)
            talk.answers = try await Comment.answers(to: talk.comments.map(\.id), for: viewer, in: session)
            if let start {
                talk.earlier = try await Comment.start(
                    before: start,
                    on: track,
                    for: viewer,
                    limit: limit,
                    in: session
                )
            }
            if talk.later != nil || talk.earlier != nil {
                let shown = talk.comments
                talk.elsewhere = try await Comment.places(on: track, beside: shown, for: viewer, in: session)
            }
            return talk
        }
    }
}
