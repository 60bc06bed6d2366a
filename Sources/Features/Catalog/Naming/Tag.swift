internal import Essentials

/// A word or two that tracks share: a genre, a mood, an instrument.
package enum Tag {
    /// The most characters of one tag.
    package static let longest = 40

    /// The most tags of one track.
    package static let mostPerTrack = 20

    /// The form in which a tag is kept and compared: lower case, one space between words, no `#` in front.
    ///
    /// Nil where nothing remains, where it is longer than ``longest``, or where it holds a comma or a control
    /// character.
    package static func normalised(_ text: String) -> String? {
        guard text.isPlainLine, text.isVisible, !text.contains(",") else { return nil }
        let words = text.lowercased().drop { $0 == "#" || $0.isWhitespace }.split(
            whereSeparator: \.isWhitespace
        )
        let tag = words.joined(separator: " ")
        return (1...longest).contains(tag.unicodeScalars.count) ? tag : nil
    }

    /// Each tag in the form it is kept, the first of equal ones; nil where one of them can't be a tag, or where they are
    /// more than ``mostPerTrack``.
    package static func normalised(_ texts: [String]) -> [String]? {
        var tags: [String] = []
        for text in texts {
            guard let tag = normalised(text) else { return nil }
            guard !tags.contains(tag) else { continue }
            // Looked at here, so that a list without end costs no more than reading it.
            guard tags.count < mostPerTrack else { return nil }
            tags.append(tag)
        }
        return tags
    }
}
