package import Catalog
package import Essentials
internal import SQL

/// What somebody said about a place in a version, as one viewer may read it.
package struct Comment: Sendable {
    package let id: ID<Comment>
    package let trackID: ID<Track>

    /// The version it was made on, to which it stays attached.
    package let versionID: ID<Version>

    /// The comment that this one answers; answers have no answers of their own.
    package let parentID: ID<Comment>?
    package let author: Author

    /// The place in the version, in milliseconds from its start.
    package let at: Int64

    /// What was written; empty where it `isGone`.
    package let source: String
    package let visibility: Visibility
    package let createdAt: Instant
    package let editedAt: Instant?

    /// Whether its words are not there for the viewer: deleted, hidden, or by somebody banned.
    ///
    /// It stands there all the same for the sake of its answers.
    package let isGone: Bool

    /// Whether whoever sees the track may read it.
    let isOpen: Bool

    /// Who may read a comment.
    package enum Visibility: String, SQLEnum, Codable, CaseIterable, Sendable {
        /// Whoever sees the track.
        case visible
        /// Its author, the artist's members and moderators.
        case hidden
    }

    /// Who wrote it, as others see them.
    package struct Author: Sendable {
        package let id: UserID
        package let handle: String
        package let displayName: String
    }

    /// The longest comment, in Unicode scalars.
    package static let maximumLength = 5000

    /// The latest place in a version whose length isn't known yet: 24 h, in milliseconds.
    static let latestPlace: Int64 = 86_400_000
}
