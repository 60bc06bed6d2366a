package import Catalog
package import Essentials

/// A comment as it is sent.
package struct CommentDraft: Decodable, Sendable {
    package var trackId: ID<Track>

    /// The version it is about: its parent's for an answer, else the track's primary one where it is left out.
    package var versionId: ID<Version>?

    /// Milliseconds from the version's start; an answer takes its parent's place.
    package var atMs: Int64?
    package var bodyMd: String
    package var parentId: ID<Comment>?

    package init(
        trackId: ID<Track>,
        versionId: ID<Version>? = nil,
        atMs: Int64?,
        bodyMd: String,
        parentId: ID<Comment>? = nil
    ) {
        self.trackId = trackId
        self.versionId = versionId
        self.atMs = atMs
        self.bodyMd = bodyMd
        self.parentId = parentId
    }
}

/// A change of a comment: of its words by the author, of its visibility by the track's people.
package struct CommentChange: Decodable, Sendable {
    /// New words; nil leaves them.
    package var bodyMd: String?

    /// Who may read it from now on; nil leaves that.
    package var visibility: Comment.Visibility?

    package init(bodyMd: String? = nil, visibility: Comment.Visibility? = nil) {
        self.bodyMd = bodyMd
        self.visibility = visibility
    }
}

/// The words of a comment as they are kept: without blanks at their ends.
struct CommentBody {
    let source: String

    /// The words in `text`; throws `SocialError` where they are none or too many.
    init(_ text: String) throws(SocialError) {
        source = text.trimmed
        guard !source.isEmpty else { throw .invalid(["body_md": "Write something first."]) }
        guard source.unicodeScalars.count <= Comment.maximumLength else {
            throw .invalid(["body_md": "A comment has at most \(Comment.maximumLength) characters."])
        }
    }
}
