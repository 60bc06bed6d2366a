package import Catalog
package import Essentials
internal import HTTP
internal import Markdown

/// A comment in JSON.
package struct CommentAnswer: Encodable, Sendable {
    package let id: ID<Comment>
    package let trackId: ID<Track>
    package let versionId: ID<Version>
    package let parentId: ID<Comment>?
    package let user: User
    package let atMs: Int64
    package let bodyMd: String

    /// The words as safe HTML.
    package let bodyHtml: String
    package let visibility: Comment.Visibility

    /// Whether only its answers are left to read.
    package let isDeleted: Bool
    package let createdAt: Instant
    package let editedAt: Instant?

    /// Who wrote it.
    package struct User: Encodable, Sendable {
        package let id: UserID
        package let handle: String
        package let displayName: String
    }

    package init(_ comment: Comment) {
        id = comment.id
        trackId = comment.trackID
        versionId = comment.versionID
        parentId = comment.parentID
        user = User(
            id: comment.author.id,
            handle: comment.author.handle,
            displayName: comment.author.displayName
        )
        atMs = comment.at
        bodyMd = comment.source
        bodyHtml = Markdown.html(from: comment.source)
        visibility = comment.visibility
        isDeleted = comment.isGone
        createdAt = comment.createdAt
        editedAt = comment.editedAt
    }

    static let schema = Schema.object(
        [
            "id": .id, "track_id": .id, "version_id": .id, "parent_id": .id,
            "user": .object(["id": .id, "handle": .string(), "display_name": .string()]),
            "at_ms": .integer(minimum: 0), "body_md": .string(), "body_html": .string(),
            "visibility": .string(values: Comment.Visibility.allCases.map(\.rawValue)),
            "is_deleted": .boolean, "created_at": .time, "edited_at": .time,
        ],
        required: [
            "id", "track_id", "version_id", "user", "at_ms", "body_md", "body_html", "visibility",
            "is_deleted", "created_at",
        ]
    )
}
