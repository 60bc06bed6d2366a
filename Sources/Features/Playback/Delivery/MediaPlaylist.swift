internal import Ingest

/// The list of one rendition's segments, as HTTP Live Streaming writes it (RFC 8216 §4.3.3).
///
/// Every address in it is an absolute path without a host and carries the signature of the request, so that a
/// player that reads the growing list again finds the same addresses. Three tags of our own say what the muxer's
/// edit list says, for players that trim by themselves: frames to skip, frames of music, frames per second.
package struct MediaPlaylist: Sendable {
    /// The length in seconds that no segment exceeds once rounded; it may not change while the list grows.
    static let targetDuration = 6

    /// What is listed.
    package var rendition: Rendition

    /// The folder of the version, as in `/media/hls/0198…`, without a slash at its end.
    package var folder: String

    /// What follows the question mark of each address.
    package var query: String

    /// The list of `rendition` below `folder`, every address signed by `query`.
    package init(rendition: Rendition, folder: String, query: String) {
        self.rendition = rendition
        self.folder = folder
        self.query = query
    }

    /// The text of the playlist, UTF-8 with line feeds.
    package var text: String {
        var lines = head
        for (number, segment) in rendition.segments.enumerated() {
            lines.append("#EXTINF:\(HLS.seconds(segment.frames, at: rendition.sampleRate)),")
            lines.append(address(HLS.segmentName(number)))
        }
        if rendition.isComplete { lines.append("#EXT-X-ENDLIST") }
        return lines.joined(separator: "\n") + "\n"
    }

    private var head: [String] {
        var lines = [
            "#EXTM3U",
            "#EXT-X-VERSION:7",
            "#EXT-X-TARGETDURATION:\(targetDuration)",
            "#EXT-X-MEDIA-SEQUENCE:0",
            "#EXT-X-PLAYLIST-TYPE:EVENT",
            "#EXT-X-INDEPENDENT-SEGMENTS",
            "#EXT-X-START:TIME-OFFSET=0",
            "#EXT-X-STEMMA-RATE:\(rendition.sampleRate)",
            "#EXT-X-STEMMA-SKIP:\(rendition.skip)",
        ]
        if let frames = rendition.frames { lines.append("#EXT-X-STEMMA-SAMPLES:\(frames)") }
        lines.append("#EXT-X-MAP:URI=\"\(address("init.mp4"))\"")
        return lines
    }

    /// At least ``targetDuration``, and as much more as a longer segment asks for.
    private var targetDuration: Int {
        let rate = max(1, rendition.sampleRate)
        let longest = rendition.segments.map { ($0.frames + rate / 2) / rate }.max() ?? 0
        return max(Self.targetDuration, longest)
    }

    private func address(_ file: String) -> String {
        "\(folder)/\(rendition.folder)/\(file)?\(query)"
    }
}
