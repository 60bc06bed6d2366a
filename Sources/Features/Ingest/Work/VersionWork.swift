internal import Catalog
internal import Essentials
internal import Jobs
internal import Media
internal import ObjectStore
internal import SQL

/// One attempt at a version: stores what the child has made, in the order in which it tells of it.
struct VersionWork {
    private let generation: Int

    /// What was measured; there once all of the sound was.
    private(set) var sound: MeasuredSound?

    /// The picture that came with the music in its two sizes, read before the folder goes.
    private(set) var cover: ArtworkFiles?

    private let version: Version
    private let folder: ScratchFolder
    private let ingest: Ingest
    private let context: JobContext
    private var source: ProbeResult?
    private var transcode: Transcode?
    private var lastTold = ContinuousClock.now

    init(
        _ version: Version,
        generation: Int,
        folder: ScratchFolder,
        in ingest: Ingest,
        _ context: JobContext
    ) {
        self.version = version
        self.generation = generation
        self.folder = folder
        self.ingest = ingest
        self.context = context
    }

    /// Stores what `message` tells of.
    mutating func hear(_ message: ChildMessage) async throws {
        switch message {
        case .began(let found): source = found
        case .advanced(let frames, let expected): await tell(frames, of: expected)
        case .renditionBegan(let start, let bytes): try await begin(start, bytes: bytes)
        case .segmentMade(_, let index, let frames, let bytes):
            try await store(segment: index, frames: frames, bytes: bytes)
        case .fileMade(_, let frames, let bytes): try await store(frames: frames, bytes: bytes)
        case .renditionEnded(let end, _): try await complete(end)
        case .waveformGrew(let outline): try await store(growing: outline)
        case .measured(let sound): try await store(sound)
        case .pictureMade(let accent):
            cover = try ArtworkFiles(accent: accent) { try folder.read(ChildFile.cover($0)) }
        case .confined, .failed: break
        }
    }

    /// What the catalogue is told; nil while something is missing.
    var facts: VersionFacts? {
        guard let sound, let source else { return nil }
        return VersionFacts(
            durationMS: sound.durationMS,
            sampleRate: sound.sampleRate,
            channels: source.channels,
            loudnessLUFS: sound.loudness,
            loudnessRangeLU: sound.loudnessRange,
            truePeakDBTP: sound.truePeak
        )
    }

    private func tell(_ frames: Int, of expected: Int?) async {
        guard let expected, expected > 0 else { return }
        await context.progress(min(0.99, Double(frames) / Double(expected)), doing: "encoding")
    }

    private mutating func begin(_ start: RenditionStart, bytes: Int) async throws {
        let transcode = Transcode(version: version.id, start: start, generation: generation)
        try await transcode.insert(start, at: .now, in: ingest.database)
        self.transcode = transcode
        guard !start.format.isOneFile else { return }
        try await put(ChildFile.initialisation(start.format), as: transcode.key("init.mp4"))
        try await transcode.update(initBytes: bytes, at: .now, in: ingest.database)
    }

    private mutating func store(segment index: Int, frames: Int, bytes: Int) async throws {
        guard var transcode else { throw IngestProblem.library.failure }
        try await put(
            ChildFile.segment(transcode.format, index),
            as: transcode.key(HLS.segmentName(index))
        )
        transcode.append(frames: frames, bytes: bytes)
        self.transcode = transcode
        // The first at once, so that it plays; then not more often than anybody looks.
        guard index == 0 || lastTold.duration(to: .now) >= .milliseconds(500) else { return }
        lastTold = .now
        try await publish(transcode)
    }

    /// Stores an encoding that is one file; it counts as one segment.
    private mutating func store(frames: Int, bytes: Int) async throws {
        guard var transcode else { throw IngestProblem.library.failure }
        try await put(ChildFile.whole(transcode.format), as: transcode.wholeKey)
        transcode.append(frames: frames, bytes: bytes)
        self.transcode = transcode
    }

    /// Names the segments so far in the playlist and the row, and with `end` that no more follow; the first time the
    /// version turns playable.
    private func publish(_ transcode: Transcode, end: RenditionEnd? = nil) async throws {
        if !transcode.format.isOneFile {
            try await put(StoredPlaylist(transcode: transcode, isComplete: end != nil), of: transcode)
        }
        try await ingest.database.transaction { [ingest, version] session in
            if let end {
                try await transcode.complete(end, at: .now, in: session)
            } else {
                try await transcode.updateSegments(at: .now, in: session)
            }
            if try await Version.markPlayable(version.id, in: session) {
                try await ingest.publish(.playable, of: version, in: session)
            }
        }
    }

    private mutating func complete(_ end: RenditionEnd) async throws {
        guard let transcode else { throw IngestProblem.library.failure }
        try await publish(transcode, end: end)
    }

    private func store(growing outline: ChildMessage.Outline) async throws {
        try await put(ChildFile.growing(outline.length), as: WaveformKeys.extremes(of: version.id))
        try await outline.store(of: version.id, hasPicture: false, at: .now, in: ingest.database)
    }

    private mutating func store(_ sound: MeasuredSound) async throws {
        try await put(ChildFile.rms, as: WaveformKeys.rms(of: version.id))
        try await put(ChildFile.waveformPicture, as: WaveformKeys.picture(of: version.id))
        try await put(ChildFile.waveform, as: WaveformKeys.extremes(of: version.id))
        try await ingest.database.transaction { [version] session in
            try await sound.outline.store(of: version.id, hasPicture: true, at: .now, in: session)
            try await sound.fingerprint?.store(of: version.id, at: .now, in: session)
        }
        self.sound = sound
    }

    /// Moves a file of the folder into the store.
    private func put(_ file: String, as key: ObjectKey) async throws {
        try await ingest.store.put(key, copyOf: folder.path(file))
        folder.remove(file)
    }

    private func put(_ playlist: StoredPlaylist, of transcode: Transcode) async throws {
        try await ingest.store.put(transcode.playlistKey, bytes: Array(playlist.text.utf8))
    }
}
