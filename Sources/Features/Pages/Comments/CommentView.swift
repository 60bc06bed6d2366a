internal import Essentials
internal import Social

/// A comment as a page shows it to one viewer.
struct CommentView {
    var id: ID<Comment>
    var atMS: Int
    var handle: String
    var name: String

    /// Sanitised; nil where it is gone and only its answers are left.
    var html: String?

    /// As it was written, for who may change it.
    var source: String
    var writtenAt: Instant
    var isEdited: Bool

    /// Whether the track's people have taken it out of sight; they and its author still see it.
    var isHidden: Bool
    var mayEdit: Bool
    var mayDelete: Bool
    var mayHide: Bool
    var replies: [CommentView] = []

    /// Changes whenever what is shown of it changes, so that scripts leave alone what stayed as it was.
    var stamp: String {
        "\(isEdited)-\(isHidden)-\(replies.count)-\((html ?? "").utf8.reduce(5381) { ($0 << 5) &+ $0 &+ Int($1) })"
    }
}
