/// The list of a version's renditions, best first choice first (RFC 8216 §4.3.4).
package struct MasterPlaylist: Sendable {
    /// What may be chosen from, in the order in which a player should try.
    package var renditions: [Rendition]

    /// The folder of the version, as in `/media/hls/0198…`, without a slash at its end.
    package var folder: String

    /// What follows the question mark of each address.
    package var query: String

    /// The list of `renditions` below `folder`, every address signed by `query`.
    package init(renditions: [Rendition], folder: String, query: String) {
        self.renditions = renditions
        self.folder = folder
        self.query = query
    }

    /// The name of the list itself.
    package static let name = "playlist.m3u8"

    /// The name of the playlist of a format, as in `playlist_opus.m3u8`.
    package static func playlistName(_ format: String) -> String {
        "playlist_\(format).m3u8"
    }

    /// The text of the playlist, UTF-8 with line feeds.
    package var text: String {
        var lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
        for rendition in renditions {
            lines.append(
                "#EXT-X-STREAM-INF:BANDWIDTH=\(rendition.peakBandwidth),"
                    + "AVERAGE-BANDWIDTH=\(rendition.averageBandwidth),CODECS=\"\(rendition.codec)\""
            )
            lines.append("\(folder)/\(Self.playlistName(rendition.format))?\(query)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
