package import Catalog
package import Essentials
internal import SQL

/// What somebody said about a place in a version.
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

    /// What was written; empty once it is deleted.
    package let source: String
    package let visibility: Visibility
    package let createdAt: Instant
    package let editedAt: Instant?
    package let deletedAt: Instant?

    /// Who may read a comment.
    package enum Visibility: String, SQLEnum, Codable, Sendable {
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
}
