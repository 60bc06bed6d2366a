internal import DSP

/// A recording as one MP3 file, with the tag by which players find its first and last sample.
enum MP3Rendition {
    /// Codes what `queue` brings in `format`, which is one of MP3.
    static func run(
        _ queue: BlockQueue,
        _ source: SourceShape,
        _ format: RenditionFormat,
        bitrate: Int,
        sink: some PackageSink
    ) async throws {
        defer { queue.abandon() }
        let rate = EncoderSettings.commonRate(for: source.sampleRate)
        let encoder = try EncoderRun(.mp3(sampleRate: rate, bitrate: bitrate))
        let priming = encoder.priming
        let start = RenditionStart(format: format, sampleRate: rate, skip: priming, priming: priming)
        try await sink.renditionBegan(start, initialisation: [])
        var feed = EncoderFeed(encoder, resampler: try Resampler(from: source.sampleRate, to: rate))
        var head = LAMETag(sampleRate: rate, bitrate: bitrate, priming: priming)
        // Room for the tag, which is only known at the end.
        try await sink.fileGrew(by: head.bytes(music: 0), of: format)
        while let block = await queue.next() {
            try Task.checkCancellation()
            let packets = try feed.encode(block)
            head.count(packets)
            try await sink.fileGrew(by: packets.bytes, of: format)
        }
        let packets = try feed.finish()
        head.count(packets)
        try await sink.fileGrew(by: packets.bytes, of: format)
        try await sink.fileMade(head: head.bytes(music: feed.music), frames: head.frames, of: format)
        try await sink.renditionEnded(RenditionEnd(frames: feed.music, segments: 1), of: format)
    }
}
