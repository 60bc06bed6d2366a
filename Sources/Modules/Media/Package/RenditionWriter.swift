/// Muxes one rendition's packets and delivers its segments, one after another.
struct RenditionWriter<Sink: PackageSink>: ~Copyable {
    private let track: CodedTrack
    private let muxer: FragmentMuxer
    private let sink: Sink
    private var segments = 0

    init(_ track: CodedTrack, sink: Sink) throws(MediaError) {
        self.track = track
        self.sink = sink
        muxer = try FragmentMuxer(track)
    }

    /// Takes packets that follow the last ones.
    mutating func append(_ packets: CodedPackets) async throws {
        for segment in try muxer.append(packets) { try await deliver(segment) }
    }

    /// Delivers the rest; `music` is the number of frames between the skip and the padding.
    mutating func finish(music: Int) async throws {
        if let segment = try muxer.finish() { try await deliver(segment) }
        try await sink.renditionEnded(RenditionEnd(frames: music, segments: segments), of: track.format)
    }

    private mutating func deliver(_ segment: Segment) async throws {
        if segments == 0 {
            let start = RenditionStart(
                format: track.format,
                sampleRate: track.sampleRate,
                skip: track.priming + track.leadIn,
                priming: track.priming
            )
            try await sink.renditionBegan(start, initialisation: muxer.initialisation)
        }
        segments += 1
        try await sink.segmentMade(segment, of: track.format)
    }
}
