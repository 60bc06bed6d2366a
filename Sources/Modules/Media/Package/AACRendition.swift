internal import DSP

/// The AAC rendition of a recording, coded by one run of the encoder.
enum AACRendition {
    static func run(_ queue: BlockQueue, _ source: SourceShape, sink: some PackageSink) async throws {
        defer { queue.abandon() }
        let rate = AACEncoder.sampleRate(for: source.sampleRate)
        let resampler = try Resampler(from: source.sampleRate, to: rate)
        var encoder = try AACEncoder(sampleRate: rate)
        var writer = try RenditionWriter(.aac(encoder), sink: sink)
        var pending: [Float] = []
        while let block = await queue.next() {
            try Task.checkCancellation()
            pending += try resampler.convert(block)
            let whole = pending.count - pending.count % (2 * AACEncoder.packetFrames)
            try await writer.append(encoder.encode(pending[..<whole]))
            pending.removeFirst(whole)
        }
        pending += try resampler.finish()
        pending += repeatElement(0, count: padding(after: pending.count / 2) * 2)
        try await writer.append(encoder.encode(pending[...]))
        try await writer.append(encoder.finish())
        try await writer.finish(music: resampler.framesOut)
    }

    /// Frames that fill the last packet, and one packet more.
    private static func padding(after frames: Int) -> Int {
        2 * AACEncoder.packetFrames - frames % AACEncoder.packetFrames
    }
}
