package import Catalog
package import Essentials
internal import HTTP

/// A comment as it is sent.
package struct CommentDraft: Decodable, Sendable {
    package var trackId: ID<Track>

    /// The version it is about; the track's primary one where it is left out.
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
struct CommentChange: Decodable, Sendable {
    var bodyMd: String?
    var visibility: Comment.Visibility?
}

extension CommentDraft {
    /// The words, without blanks at their ends.
    func checkedBody() throws(Refusal) -> String {
        try checkedCommentBody(bodyMd)
    }
}

/// The words of a comment without blanks at their ends, refused where they are none or too many.
func checkedCommentBody(_ text: String) throws(Refusal) -> String {
    let words = text.trimmingBlanks()
    guard !words.isEmpty else {
        throw .unprocessable(fields: ["body_md": "Write something first."])
    }
    guard words.unicodeScalars.count <= Comment.maximumLength else {
        throw .unprocessable(fields: ["body_md": "Keep it under \(Comment.maximumLength) characters."])
    }
    guard !words.unicodeScalars.contains("\0") else {
        throw .unprocessable(fields: ["body_md": "It holds a character that can't be kept."])
    }
    return words
}

extension String {
    fileprivate func trimmingBlanks() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
