internal import CFFmpeg
internal import Essentials
internal import Glibc

/// The words written in a recording: title, artist and their kin.
package enum Tags {
    /// The tags that are read; FFmpeg gives every container's own names these.
    package static let names = [
        "title", "artist", "album", "album_artist", "composer", "performer", "date", "genre", "track", "disc",
        "comment", "copyright", "publisher", "isrc", "language", "lyrics",
    ]

    /// What may be written at length, and is cut after so many Unicode scalars; all else is one line.
    private static let texts: Set = ["comment", "copyright", "lyrics"]
    static let longestText = 2000
    static let longestLine = 200

    static func read(from container: Container) -> [String: String] {
        var tags: [String: String] = [:]
        for dictionary in [container.format.pointee.metadata, container.track.pointee.metadata] {
            for name in names where tags[name] == nil {
                guard let entry = av_dict_get(dictionary, name, nil, 0), let value = entry.pointee.value
                else {
                    continue
                }
                let bytes = UnsafeRawBufferPointer(start: value, count: strlen(value))
                let text = TagText.decode(Array(bytes))
                let clean = texts.contains(name) ? self.text(text) : line(text)
                if !clean.isEmpty { tags[name] = clean }
            }
        }
        return tags
    }

    private static func text(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return cut(lines.map(\.plainLine).joined(separator: "\n"), to: longestText)
    }

    private static func line(_ text: String) -> String {
        cut(text.split(whereSeparator: \.isNewline).map(\.plainLine).joined(separator: " "), to: longestLine)
    }

    /// `text` without blanks around it, and no longer than `most` scalars.
    private static func cut(_ text: String, to most: Int) -> String {
        let begun = text.drop(while: \.isWhitespace).unicodeScalars.prefix(most)
        return String(String(begun).reversed().drop(while: \.isWhitespace).reversed())
    }
}
