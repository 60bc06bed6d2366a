internal import Catalog

/// A piece as it stands on the site, with all that people say and do about it.
package struct Song: Sendable {
    let piece: any Piece

    /// The handle of the artist.
    let artist: String

    /// Days since it came out.
    let age: Int
    let tags: [String]

    /// Liner notes in Markdown, the licence included.
    let notes: String
    let credits: [Credit]
    let remarks: [Remark]

    /// Plays of its best day.
    let fame: Int
}

/// What somebody says at a place in the music.
struct Remark: Sendable {
    /// The handle of who says it.
    let author: String

    /// A section of the piece, and how many bars into it.
    let place: (section: String, bar: Double)

    /// Which take it is about, counted from 0; nil for the release.
    let take: Int?

    /// Days after the release, or before it where it is about an earlier take.
    let day: Double
    let words: String

    /// What is answered, and by whom.
    let answers: [(author: String, words: String)]

    init(
        _ author: String,
        _ section: String,
        bar: Double = 0,
        take: Int? = nil,
        day: Double,
        _ words: String,
        answers: [(author: String, words: String)] = []
    ) {
        (self.author, place, self.take, self.day) = (author, (section, bar), take, day)
        (self.words, self.answers) = (words, answers)
    }
}

extension Song {
    /// Which take is the release: the master, else the last.
    var release: Int {
        piece.takes.firstIndex { $0.kind == .master } ?? piece.takes.count - 1
    }
}
