internal import DSP

/// A rendition in segments that one run of its encoder codes from end to end: AAC, FLAC.
enum PlainRendition {
    /// AAC, padded so that the decoder gives all of the music and one packet more.
    static func aac(_ queue: BlockQueue, _ source: SourceShape, sink: some PackageSink) async throws {
        let rate = EncoderSettings.commonRate(for: source.sampleRate)
        let encoder = try EncoderRun(.aac(sampleRate: rate))
        try await run(queue, source, CodedTrack(.aac, encoder), encoder, sink)
    }

    /// FLAC, which begins and ends with the music.
    static func flac(_ queue: BlockQueue, _ source: SourceShape, sink: some PackageSink) async throws {
        var rate = source.sampleRate
        // What no player takes; studios record at 192 kHz at most.
        while rate > 192_000 { rate /= 2 }
        let encoder = try EncoderRun(.flac(sampleRate: rate, bits: source.bits))
        try await run(queue, source, CodedTrack(.flac, encoder), encoder, sink)
    }

    private static func run(
        _ queue: BlockQueue,
        _ source: SourceShape,
        _ track: CodedTrack,
        _ encoder: consuming EncoderRun,
        _ sink: some PackageSink
    ) async throws {
        defer { queue.abandon() }
        var feed = EncoderFeed(
            encoder,
            resampler: try Resampler(from: source.sampleRate, to: track.sampleRate)
        )
        var writer = try RenditionWriter(track, sink: sink)
        while let block = await queue.next() {
            try Task.checkCancellation()
            try await writer.append(feed.encode(block))
        }
        try await writer.append(feed.finish())
        try await writer.finish(music: feed.music)
    }
}
