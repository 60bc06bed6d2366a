internal import DSP

/// Measures every block of a recording: waveform, loudness, true peak, fingerprint.
struct Analysis: ~Copyable {
    private let sampleRate: Int
    private let expectedFrames: Int?
    private let loudness: LoudnessMeter
    private var waveform: WaveformBuilder
    private var peak = TruePeak()
    private var fingerprint: Fingerprinter
    private var frames = 0
    private var lastShown = ContinuousClock.now

    init(_ source: SourceShape) throws(MediaError) {
        let loudness = try LoudnessMeter(sampleRate: source.sampleRate, isMono: source.channels == 1)
        let fingerprint = try Fingerprinter(sampleRate: source.sampleRate)
        self.loudness = loudness
        self.fingerprint = fingerprint
        sampleRate = source.sampleRate
        expectedFrames = source.expectedFrames
        waveform = WaveformBuilder(sampleRate: source.sampleRate, quantisation: source.quantisation)
    }

    /// Measures what `queue` brings and tells `sink`.
    static func run(_ queue: BlockQueue, _ source: SourceShape, sink: some PackageSink) async throws {
        defer { queue.abandon() }
        var analysis = try Analysis(source)
        while let block = await queue.next() {
            try Task.checkCancellation()
            try analysis.append(block)
            if let grown = analysis.grownWaveform() { try await sink.waveformGrew(grown) }
        }
        try await sink.measured(analysis.finish())
    }

    private mutating func append(_ block: SampleBlock) throws(MediaError) {
        waveform.append(block.samples.span)
        peak.append(block.samples.span)
        fingerprint.append(block.samples)
        try loudness.append(block.samples)
        frames += block.frames
    }

    /// Pixels that a growing waveform is drawn with at most.
    private static let mostPixels = 2048

    /// The waveform so far, if the last one was given half a second ago or longer.
    private mutating func grownWaveform() -> Waveform? {
        guard lastShown.duration(to: .now) >= .milliseconds(500) else { return nil }
        lastShown = .now
        let soFar = waveform.soFar
        let whole = max(soFar.length, (expectedFrames ?? 0) / soFar.samplesPerPixel)
        var factor = 1
        while whole / factor > Self.mostPixels { factor *= 2 }
        return soFar.coarser(by: factor)
    }

    private consuming func finish() -> Measurements {
        let peak = peak.decibels
        return Measurements(
            waveform: waveform.finish(),
            loudness: loudness.integrated,
            loudnessRange: loudness.range,
            truePeak: peak.isFinite ? peak : nil,
            fingerprint: fingerprint.finish(),
            frames: frames,
            sampleRate: sampleRate
        )
    }
}

/// What a consumer of blocks must know before the first.
struct SourceShape: Sendable {
    let sampleRate: Int
    let channels: Int
    let quantisation: Quantisation

    /// Bits of a sample that a lossless coding keeps, 16 or 24.
    let bits: Int
    let expectedFrames: Int?

    init(_ decoder: Decoder, expectedFrames: Int?) {
        sampleRate = decoder.sampleRate
        channels = decoder.channels
        quantisation = decoder.quantisation
        bits = decoder.bits
        self.expectedFrames = expectedFrames
    }
}
