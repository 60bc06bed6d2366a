internal import CFFmpeg

/// What a muxer and a playlist must know of a coded track before its first packet.
struct CodedTrack: Sendable {
    let format: RenditionFormat
    let sampleRate: Int
    let packetFrames: Int

    /// Frames at the start of the decoded sound that the encoder put there; the first time stamp is minus this.
    let priming: Int

    /// Frames of silence between the priming and the music.
    let leadIn: Int

    /// The decoder's configuration as MP4 wants it.
    let configuration: [UInt8]

    let bitrate: Int

    /// Bits of a sample; 0 where that says nothing.
    let bits: Int

    var codec: AVCodecID {
        switch format {
        case .opus: AV_CODEC_ID_OPUS
        case .aac: AV_CODEC_ID_AAC
        case .flac: AV_CODEC_ID_FLAC
        case .mp3At320, .mp3At128: AV_CODEC_ID_MP3
        }
    }

    /// Opus with the lead-in that a gapless join needs: without it the first 16 ms after a join decode wrongly.
    static func opus(_ encoder: borrowing OpusEncoder) -> CodedTrack {
        CodedTrack(
            format: .opus,
            sampleRate: OpusEncoder.sampleRate,
            packetFrames: OpusEncoder.packetFrames,
            priming: encoder.lookahead,
            leadIn: 3840,
            configuration: opusHead(preSkip: encoder.lookahead),
            bitrate: OpusEncoder.bitrate,
            bits: 0
        )
    }

    /// The identification header of RFC 7845 §5.1: version 1, stereo, no gain, mapping family 0.
    private static func opusHead(preSkip: Int) -> [UInt8] {
        let skip = UInt16(preSkip)
        let rate = UInt32(OpusEncoder.sampleRate)
        return Array("OpusHead".utf8) + [1, 2, UInt8(skip & 255), UInt8(skip >> 8)]
            + (0..<4).map { UInt8(truncatingIfNeeded: rate >> (8 * $0)) } + [0, 0, 0]
    }
}

extension CodedTrack {
    /// What `encoder` makes, in `format`.
    init(_ format: RenditionFormat, _ encoder: borrowing EncoderRun) {
        self.init(
            format: format,
            sampleRate: encoder.settings.sampleRate,
            packetFrames: encoder.packetFrames,
            priming: encoder.priming,
            leadIn: 0,
            configuration: encoder.configuration,
            bitrate: encoder.settings.bitrate,
            bits: encoder.settings.samples.bits
        )
    }
}
