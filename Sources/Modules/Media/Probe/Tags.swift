internal import CFFmpeg

/// The words written in a recording: title, artist and their kin.
package enum Tags {
    /// The tags that are read; FFmpeg gives every container's own names these.
    package static let names = [
        "title", "artist", "album", "album_artist", "composer", "performer", "date", "genre", "track", "disc",
        "comment", "copyright", "publisher", "isrc", "language", "lyrics",
    ]

    /// A value is cut after this many characters.
    static let longest = 2000

    static func read(from container: Container) -> [String: String] {
        var tags: [String: String] = [:]
        for dictionary in [container.format.pointee.metadata, container.track.pointee.metadata] {
            for name in names where tags[name] == nil {
                guard let entry = av_dict_get(dictionary, name, nil, 0), let value = entry.pointee.value
                else {
                    continue
                }
                let text = clean(String(cString: value))
                if !text.isEmpty { tags[name] = text }
            }
        }
        return tags
    }

    /// `text` without control characters but line ends, without blanks around it, cut to a sane length.
    private static func clean(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { scalar in
            scalar == "\n" || (scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
        }
        let line = String(String.UnicodeScalarView(kept)).prefix(longest)
        let trimmed = line.drop(while: \.isWhitespace)
        return String(trimmed.reversed().drop(while: \.isWhitespace).reversed())
    }
}
