internal import Catalog
internal import Essentials
internal import Media
internal import ObjectStore
internal import SQL

/// One encoding of a version while it is made; its row is `transcodes`, its files lie in its folder.
struct Transcode: Sendable {
    let id: ID<Transcode>
    let versionID: ID<Version>
    let format: RenditionFormat

    /// Each attempt writes under the next one; nothing is ever overwritten.
    let generation: Int
    let sampleRate: Int

    /// Frames and bytes of each segment so far.
    private(set) var segments: [(frames: Int, bytes: Int)] = []

    init(version: ID<Version>, start: RenditionStart, generation: Int) {
        id = ID()
        versionID = version
        format = start.format
        self.generation = generation
        sampleRate = start.sampleRate
    }

    mutating func append(frames: Int, bytes: Int) {
        segments.append((frames, bytes))
    }

    /// The folder below the version's, as in `opus.1`.
    var folder: String { Self.folder(of: format, generation) }

    static func folder(of format: RenditionFormat, _ generation: Int) -> String {
        "\(format.rawValue).\(generation)"
    }

    /// Bits per second of the densest segment.
    var bandwidth: Int {
        segments.map { HLS.bitRate(bytes: $0.bytes, frames: $0.frames, at: sampleRate) }.max() ?? 0
    }

    /// The segments as their column holds them: `[[frames, bytes], …]`.
    var segmentsJSON: String {
        "[" + segments.map { "[\($0.frames),\($0.bytes)]" }.joined(separator: ",") + "]"
    }

    /// Where all of it lies, if it is one file.
    var wholeKey: ObjectKey {
        get throws { try key(Ingest.wholeFile) }
    }

    func key(_ file: String) throws -> ObjectKey {
        try ObjectKey(.transcodes, "\(versionID)/\(folder)/\(file)")
    }

    /// Where the playlist of the newest generation lies, beside the folders.
    var playlistKey: ObjectKey {
        get throws { try Self.playlistKey(of: format, for: versionID) }
    }

    static func playlistKey(of format: RenditionFormat, for version: ID<Version>) throws -> ObjectKey {
        try ObjectKey(.transcodes, "\(version)/playlist_\(format.rawValue).m3u8")
    }
}

extension Ingest {
    /// The name of an encoding that is one file, in its folder.
    package static let wholeFile = "whole.mp3"
}
