/// The playlist that lies beside a version's segments: plain HLS with relative addresses.
///
/// Players get one with signed addresses, rendered for each; this one makes the folder complete by itself, for whoever
/// copies it somewhere else.
struct StoredPlaylist {
    let transcode: Transcode
    let isComplete: Bool

    /// The text, RFC 8216; UTF-8 with line feeds.
    var text: String {
        var lines = [
            "#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:6", "#EXT-X-MEDIA-SEQUENCE:0",
            "#EXT-X-PLAYLIST-TYPE:EVENT", "#EXT-X-INDEPENDENT-SEGMENTS",
            "#EXT-X-MAP:URI=\"\(transcode.folder)/init.mp4\"",
        ]
        for (index, segment) in transcode.segments.enumerated() {
            lines.append("#EXTINF:\(seconds(segment.frames)),")
            lines.append("\(transcode.folder)/\(Transcode.segmentName(index))")
        }
        if isComplete { lines.append("#EXT-X-ENDLIST") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Seconds with six digits after the point, rounded down.
    private func seconds(_ frames: Int) -> String {
        let rate = transcode.sampleRate
        let millionths = String(frames % rate * 1_000_000 / rate)
        return "\(frames / rate)." + String(repeating: "0", count: 6 - millionths.count) + millionths
    }
}
