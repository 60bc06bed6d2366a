/// Muxes one rendition's packets and delivers its segments, one after another.
struct RenditionWriter<Sink: PackageSink>: ~Copyable {
    private let track: CodedTrack
    private let muxer: FragmentMuxer
    private let sink: Sink
    private var segments = 0
    private var bytes = 0
    private var frames = 0
    private var peakBandwidth = 0

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
        let end = RenditionEnd(
            frames: music,
            segments: segments,
            peakBandwidth: peakBandwidth,
            averageBandwidth: frames == 0 ? 0 : bytes * 8 * track.sampleRate / frames
        )
        try await sink.renditionEnded(end, of: track.format)
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
        bytes += segment.bytes.count
        frames += segment.frames
        peakBandwidth = max(peakBandwidth, segment.bytes.count * 8 * track.sampleRate / segment.frames)
        try await sink.segmentMade(segment, of: track.format)
    }
}
