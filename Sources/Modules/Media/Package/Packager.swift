internal import DSP

/// Works on a recording in one pass: one decoder, and everything that is made of the sound beside it.
package struct Packager: Sendable {
    /// What is made.
    package struct Order: Codable, Equatable, Sendable {
        package var formats: [RenditionFormat]

        /// Whether the sound is measured and the picture taken out.
        package var isMeasured: Bool

        /// Sound longer than this is refused, in seconds.
        package var longest: Int

        package init(formats: [RenditionFormat], isMeasured: Bool, longest: Int = 12 * 3600) {
            self.formats = formats
            self.isMeasured = isMeasured
            self.longest = longest
        }
    }

    private let order: Order

    /// Runs of the Opus encoder at a time.
    private let workers: Int

    package init(_ order: Order, workers: Int) {
        self.order = order
        self.workers = max(1, workers)
    }

    /// Reads the file at `path` and delivers to `sink`.
    ///
    /// Computes on the tasks' own pool and reads the file there too, so that it belongs in a process of its own.
    /// Memory does not grow with the length but for the waveform: 6 bytes per 256 frames.
    package func run(_ path: String, into sink: some PackageSink) async throws {
        let facts = try Probe.file(path)
        if let length = facts.durationMS { try check(seconds: length / 1000) }
        try await sink.began(facts)
        try await withThrowingTaskGroup { group in
            let decoder = try Decoder(path: path)
            let source = SourceShape(
                decoder,
                expectedFrames: facts.durationMS.map { $0 * decoder.sampleRate / 1000 }
            )
            let queues = consume(source, sink, &group)
            group.addTask {
                try await decode(decoder, to: queues, source, sink)
                if order.isMeasured, facts.hasCover { try await findCover(path, sink) }
            }
            // The first failure leaves here and cancels the others.
            while try await group.next() != nil {}
        }
    }

    /// Starts everything that takes blocks, each with a queue of its own.
    private func consume(
        _ source: SourceShape,
        _ sink: some PackageSink,
        _ group: inout ThrowingTaskGroup<Void, any Error>
    ) -> [BlockQueue] {
        var queues: [BlockQueue] = []
        for format in order.formats {
            let queue = BlockQueue()
            queues.append(queue)
            group.addTask { try await encode(format, queue, source, sink) }
        }
        if order.isMeasured {
            let queue = BlockQueue()
            queues.append(queue)
            group.addTask { try await Analysis.run(queue, source, sink: sink) }
        }
        return queues
    }

    private func encode(
        _ format: RenditionFormat,
        _ queue: BlockQueue,
        _ source: SourceShape,
        _ sink: some PackageSink
    ) async throws {
        switch format {
        case .opus: try await OpusRendition.run(queue, source, workers: workers, sink: sink)
        case .aac: try await PlainRendition.aac(queue, source, sink: sink)
        case .flac: try await PlainRendition.flac(queue, source, sink: sink)
        case .mp3At320: try await MP3Rendition.run(queue, source, format, bitrate: 320_000, sink: sink)
        case .mp3At128: try await MP3Rendition.run(queue, source, format, bitrate: 128_000, sink: sink)
        }
    }

    private func decode(
        _ decoder: Decoder,
        to queues: [BlockQueue],
        _ source: SourceShape,
        _ sink: some PackageSink
    ) async throws {
        defer { for queue in queues { queue.finish() } }
        while let block = try decoder.next() {
            try Task.checkCancellation()
            for queue in queues { await queue.push(block) }
            let frames = block.start + block.frames
            try check(seconds: frames / source.sampleRate)
            try await sink.advanced(to: frames, of: source.expectedFrames)
        }
    }

    /// A picture that can't be read is no reason to refuse the music.
    private func findCover(_ path: String, _ sink: some PackageSink) async throws {
        guard let bytes = try Container(path: path).cover, let cover = try? Cover(bytes) else { return }
        try await sink.coverFound(cover)
    }

    private func check(seconds: Int) throws(MediaError) {
        guard seconds <= order.longest else { throw MediaError(.tooLong, "\(seconds) s") }
    }
}
