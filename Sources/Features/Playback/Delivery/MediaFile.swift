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
        if path == MasterPlaylist.name {
            self = .master
        } else if path.hasPrefix("playlist_"), path.hasSuffix(".m3u8") {
            let format = path.dropFirst("playlist_".count).dropLast(".m3u8".count)
            guard Self.isWord(format) else { return nil }
            self = .playlist(format: String(format))
        } else if !path.contains("/"), [".mp4", ".mp3"].contains(path.suffix(4)) {
            let format = path.dropLast(4)
            guard Self.isWord(format) else { return nil }
            self = .whole(format: String(format))
            guard name == path else { return nil }
        } else {
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
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

    /// `{format}.{generation}`.
    private static func isFolder(_ name: Substring) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2 && isWord(parts[0]) && isNumber(parts[1])
    }

    /// `init.mp4`, or a segment.
    private static func isPiece(_ name: Substring) -> Bool {
        if name == "init.mp4" { return true }
        guard name.hasPrefix("segment_"), name.hasSuffix(".m4s") else { return false }
        return isNumber(name.dropFirst("segment_".count).dropLast(".m4s".count))
    }

    private static func isWord(_ text: Substring) -> Bool {
        (1...20).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || isDigit(byte)
                    || byte == UInt8(ascii: "_")
            }
    }

    private static func isNumber(_ text: Substring) -> Bool {
        (1...9).contains(text.utf8.count) && text.utf8.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
