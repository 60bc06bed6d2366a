/// A stretch of sound that one run of the Opus encoder codes apart from the others.
struct OpusChunk: Sendable {
    let index: Int

    /// Interleaved stereo at 48 kHz, whole packets.
    let samples: [Float]

    /// Packets at the start that only bring the encoder into the state that the chunk before left it in.
    let preRoll: Int
}

/// Cuts 48 kHz sound into chunks of one segment, each beginning with the end of the one before.
struct OpusChunker {
    /// Packets in a chunk: 6 s.
    static let packets = 300

    /// Packets of pre-roll: 500 ms; with 80 ms the seams are audible (measured).
    static let preRoll = 25

    private var samples: [Float]
    private var index = 0

    /// A chunker that begins with `leadIn` frames of silence.
    init(leadIn: Int) {
        samples = Array(repeating: 0, count: 2 * leadIn)
    }

    /// Takes sound that follows and returns the chunks that it completes.
    mutating func append(_ more: [Float]) -> [OpusChunk] {
        samples += more
        var done: [OpusChunk] = []
        while samples.count >= Self.samples(in: packetsHeld + Self.packets) { done.append(cut(Self.packets)) }
        return done
    }

    /// The remaining chunks, padded so that the decoder gives all of the sound and one packet more, `lookahead`
    /// frames late as it is.
    mutating func finish(lookahead: Int) -> [OpusChunk] {
        var done = append(Array(repeating: 0, count: 2 * (lookahead + OpusEncoder.packetFrames)))
        let ragged = samples.count % Self.samples(in: 1)
        if ragged > 0 { done += append(Array(repeating: 0, count: Self.samples(in: 1) - ragged)) }
        let left = samples.count / Self.samples(in: 1) - packetsHeld
        if left > 0 { done.append(cut(left)) }
        return done
    }

    private var packetsHeld: Int { index == 0 ? 0 : Self.preRoll }

    private mutating func cut(_ packets: Int) -> OpusChunk {
        let whole = packetsHeld + packets
        let chunk = OpusChunk(
            index: index,
            samples: Array(samples[..<Self.samples(in: whole)]),
            preRoll: packetsHeld
        )
        samples.removeFirst(Self.samples(in: max(0, whole - Self.preRoll)))
        index += 1
        return chunk
    }

    private static func samples(in packets: Int) -> Int { 2 * packets * OpusEncoder.packetFrames }
}
