internal import DSP

/// The Opus rendition of a recording: chunks coded in parallel, muxed in order.
enum OpusRendition {
    private typealias Coded = (index: Int, packets: CodedPackets)

    /// Codes what `queue` brings with at most `workers` runs of the encoder at a time.
    static func run(
        _ queue: BlockQueue,
        _ source: SourceShape,
        workers: Int,
        sink: some PackageSink
    ) async throws {
        defer { queue.abandon() }
        let lookahead = try OpusEncoder().lookahead
        let track = try CodedTrack.opus(OpusEncoder())
        let resampler = try Resampler(from: source.sampleRate, to: OpusEncoder.sampleRate)
        var chunker = OpusChunker(leadIn: track.leadIn)
        try await withThrowingTaskGroup(of: Coded.self) { group in
            var line = Line(writer: try RenditionWriter(track, sink: sink), workers: workers)
            while let block = await queue.next() {
                for chunk in chunker.append(try resampler.convert(block)) {
                    try await line.take(chunk, &group)
                }
            }
            let rest = chunker.append(try resampler.finish()) + chunker.finish(lookahead: lookahead)
            for chunk in rest { try await line.take(chunk, &group) }
            try await line.finish(&group, music: resampler.framesOut)
        }
    }

    /// The chunks being coded, and those that wait for one before them.
    private struct Line<Sink: PackageSink>: ~Copyable {
        var writer: RenditionWriter<Sink>
        let workers: Int
        private var busy = 0
        private var waiting: [Int: CodedPackets] = [:]
        private var next = 0

        init(writer: consuming RenditionWriter<Sink>, workers: Int) {
            self.writer = writer
            self.workers = workers
        }

        mutating func take(
            _ chunk: OpusChunk,
            _ group: inout ThrowingTaskGroup<Coded, any Error>
        ) async throws {
            if busy == workers { try await deliverOne(&group) }
            busy += 1
            group.addTask {
                (chunk.index, try OpusEncoder().encode(chunk.samples, dropping: chunk.preRoll))
            }
        }

        mutating func finish(_ group: inout ThrowingTaskGroup<Coded, any Error>, music: Int) async throws {
            while busy > 0 { try await deliverOne(&group) }
            try await writer.finish(music: music)
        }

        private mutating func deliverOne(_ group: inout ThrowingTaskGroup<Coded, any Error>) async throws {
            guard let done = try await group.next() else { return }
            busy -= 1
            waiting[done.index] = done.packets
            while let packets = waiting.removeValue(forKey: next) {
                try await writer.append(packets)
                next += 1
            }
        }
    }
}
