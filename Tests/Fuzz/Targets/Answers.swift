import Catalog
import Essentials
import Media
import Uploads

@testable import Ingest
@testable import Playback

/// What a media child says, in lines: the same however it is cut, and nothing that it says can stop the server, be it
/// as wild as a decoder that a file has taken over.
@Sendable func fuzzAnswers(_ bytes: [UInt8]) {
    let readings = Cuts.all(of: bytes).map { pieces in
        var reader = LineReader()
        return pieces.flatMap { piece in (try? reader.append(piece)) ?? [] }
    }
    for reading in readings.dropFirst() { expectSame(reading, readings[0], "cuts change the lines") }
    var listener = Listener()
    for line in readings[0] {
        guard let message = try? ChildMessage(line: line) else { continue }
        listener.hear(message)
    }
    listener.judge()
}

/// Reckons with messages as the server does that keeps and shows what a child has made.
private struct Listener {
    private var transcode: Transcode?
    private var rendition: Rendition?

    mutating func hear(_ message: ChildMessage) {
        switch message {
        case .began(let found): _ = ProbeAnswer(found)
        case .renditionBegan(let start, _): begin(start)
        case .segmentMade(_, let index, let frames, let bytes):
            let file = MediaFile("opus.1/\(HLS.segmentName(index))")
            expect(file != nil || index > 999_999_999, "segment \(index) can't be fetched")
            append(frames, bytes)
        case .fileMade(_, let frames, let bytes): append(frames, bytes)
        case .renditionEnded(let end, _):
            rendition?.frames = end.frames
            rendition?.isComplete = true
        case .measured(let sound): judge(sound)
        case .advanced, .waveformGrew, .pictureMade, .confined, .failed: break
        }
    }

    private mutating func begin(_ start: RenditionStart) {
        transcode = Transcode(version: ID(), start: start, generation: 1)
        rendition = Rendition(
            format: start.format.rawValue,
            folder: "\(start.format.rawValue).1",
            codec: start.format.codecs,
            sampleRate: start.sampleRate,
            skip: start.skip,
            frames: nil,
            segments: [],
            isComplete: false
        )
    }

    private mutating func append(_ frames: Int, _ bytes: Int) {
        transcode?.append(frames: frames, bytes: bytes)
        rendition?.segments.append(.init(frames: frames, bytes: bytes))
    }

    private func judge(_ sound: MeasuredSound) {
        expect(sound.durationMS >= 0, "\(sound.durationMS) ms")
        let portrait = MusicPortrait(
            levels: sound.levels,
            duration: Double(sound.frames) / Double(sound.sampleRate),
            loudness: sound.loudness
        )
        expect(portrait.levels.allSatisfy { (0...1).contains($0) }, "levels: \(portrait.levels)")
        _ = Sleeve(digest: Array((sound.fingerprint?.text ?? "").utf8), portrait: portrait).drawing()
    }

    /// Every segment stands in each playlist once, with a length that the playlist's longest covers.
    func judge() {
        guard let transcode, let rendition else { return }
        let stored = StoredPlaylist(transcode: transcode, isComplete: rendition.isComplete).text
        let signed = MediaPlaylist(rendition: rendition, folder: "/media/hls/1", query: "exp=1&sig=2").text
        let master = MasterPlaylist(renditions: [rendition], folder: "/media/hls/1", query: "exp=1&sig=2")
            .text
        for text in [stored, signed] {
            let lines = text.split(separator: "\n")
            expectSame(
                lines.count { $0.hasPrefix("#EXTINF:") },
                rendition.segments.count,
                "segments are lost"
            )
            expectSame(lines.count { !$0.hasPrefix("#") }, rendition.segments.count, "segments are lost")
        }
        expect(master.contains("BANDWIDTH=\(transcode.bandwidth)"), "another bandwidth")
    }
}
