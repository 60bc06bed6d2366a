internal import DSP

/// Brings blocks to an encoder: at its rate, in whole packets, with the end that its coding needs.
///
/// Owned by one task.
struct EncoderFeed: ~Copyable {
    private var encoder: EncoderRun
    private let resampler: Resampler
    private var pending: [Float] = []

    init(_ encoder: consuming EncoderRun, resampler: Resampler) {
        self.encoder = encoder
        self.resampler = resampler
    }

    /// Frames of music so far, at the encoder's rate.
    var music: Int { resampler.framesOut }

    /// Takes sound that follows and returns the packets that are done.
    mutating func encode(_ block: SampleBlock) throws(MediaError) -> CodedPackets {
        pending += try resampler.convert(block)
        let whole = pending.count - pending.count % (2 * encoder.packetFrames)
        let packets = try encoder.encode(pending[..<whole])
        pending.removeFirst(whole)
        return packets
    }

    /// The packets that are left; a coding that ends with whole packets gets silence up to there and a packet more.
    mutating func finish() throws(MediaError) -> CodedPackets {
        pending += try resampler.finish()
        if !encoder.settings.endsAnywhere {
            let ragged = pending.count / 2 % encoder.packetFrames
            pending += repeatElement(0, count: 2 * (2 * encoder.packetFrames - ragged))
        }
        var packets = try encoder.encode(pending[...])
        packets.append(try encoder.finish())
        return packets
    }
}
