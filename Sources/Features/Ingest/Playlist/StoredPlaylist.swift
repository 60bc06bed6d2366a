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
            lines.append("#EXTINF:\(HLS.seconds(segment.frames, at: transcode.sampleRate)),")
            lines.append("\(transcode.folder)/\(HLS.segmentName(index))")
        }
        if isComplete { lines.append("#EXT-X-ENDLIST") }
        return lines.joined(separator: "\n") + "\n"
    }
}
