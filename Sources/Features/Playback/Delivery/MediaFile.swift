internal import Media

/// A file of a version that a signed link names.
enum MediaFile: Hashable, Sendable {
    /// The master playlist.
    case master

    /// The playlist of one format.
    case playlist(format: String)

    /// All of one format in one file, as in `opus.mp4` or `mp3_320.mp3`.
    case whole(format: String)

    /// Bytes as they are stored, by their path below the version's folder.
    case stored(String)

    /// The file that `path` names, as in `opus.1/segment_000.m4s`; nil where it can't be one.
    init?(_ path: String) {
        let text = path.utf8[...]
        if path == MasterPlaylist.name {
            self = .master
        } else if let format = Self.middle(of: text, after: "playlist_", before: ".m3u8") {
            guard Self.isWord(format) else { return nil }
            self = .playlist(format: String(Substring(format)))
        } else if !text.contains(Self.slash),
            let format = Self.middle(of: text, before: ".mp4") ?? Self.middle(of: text, before: ".mp3")
        {
            guard Self.isWord(format) else { return nil }
            self = .whole(format: String(Substring(format)))
            guard name == path else { return nil }
        } else {
            let parts = text.split(separator: Self.slash, omittingEmptySubsequences: false)
            guard parts.count == 2, Self.isFolder(parts[0]), Self.isPiece(parts[1]) else { return nil }
            self = .stored(path)
        }
    }

    /// The path below the version's folder.
    var name: String {
        switch self {
        case .master: MasterPlaylist.name
        case .playlist(let format): MasterPlaylist.playlistName(format)
        case .whole(let format): format.hasPrefix("mp3_") ? "\(format).mp3" : "\(format).mp4"
        case .stored(let path): path
        }
    }

    /// The format that the file is of; nil for the list of all.
    var format: String? {
        switch self {
        case .master: nil
        case .playlist(let format), .whole(let format): format
        case .stored(let path): String(path.prefix { $0 != "." })
        }
    }

    /// Whether it holds, or lists, every bit of the recording.
    var isLossless: Bool { format.flatMap(RenditionFormat.init(rawValue:))?.isLossless ?? false }

    /// Bytes and not characters are compared from here on: every segment that is asked for passes.
    private typealias Text = Substring.UTF8View

    private static let slash = UInt8(ascii: "/")

    /// `{format}.{generation}`.
    private static func isFolder(_ name: Text) -> Bool {
        let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 2 && isWord(parts[0]) && isNumber(parts[1])
    }

    /// `init.mp4`, or a segment.
    private static func isPiece(_ name: Text) -> Bool {
        name.elementsEqual("init.mp4".utf8)
            || middle(of: name, after: "segment_", before: ".m4s").map(isNumber) ?? false
    }

    /// What stands between `start` and `end` in `text`; nil where they aren't there.
    private static func middle(of text: Text, after start: String = "", before end: String) -> Text? {
        guard text.count >= start.utf8.count + end.utf8.count, text.starts(with: start.utf8),
            text.suffix(end.utf8.count).elementsEqual(end.utf8)
        else { return nil }
        return text.dropFirst(start.utf8.count).dropLast(end.utf8.count)
    }

    private static func isWord(_ text: Text) -> Bool {
        (1...20).contains(text.count)
            && text.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || isDigit(byte)
                    || byte == UInt8(ascii: "_")
            }
    }

    private static func isNumber(_ text: Text) -> Bool {
        (1...9).contains(text.count) && text.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
