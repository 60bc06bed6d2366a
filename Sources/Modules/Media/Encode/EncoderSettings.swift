internal import CFFmpeg

/// Which encoder of FFmpeg's runs, and how.
struct EncoderSettings {
    /// What FFmpeg calls it.
    let name: String
    let sampleRate: Int

    /// Bits per second; 0 where the sound decides.
    let bitrate: Int
    let samples: EncoderSamples

    /// Frames in a packet; 0 where the coding decides.
    let packetFrames: Int

    /// Whether the last packet may hold fewer frames than the others.
    let endsAnywhere: Bool

    /// AAC-LC, 256 kb/s.
    static func aac(sampleRate: Int) -> EncoderSettings {
        EncoderSettings(
            name: "aac",
            sampleRate: sampleRate,
            bitrate: 256_000,
            samples: .float,
            packetFrames: 0,
            endsAnywhere: false
        )
    }

    /// LAME at a constant `bitrate`.
    static func mp3(sampleRate: Int, bitrate: Int) -> EncoderSettings {
        EncoderSettings(
            name: "libmp3lame",
            sampleRate: sampleRate,
            bitrate: bitrate,
            samples: .float,
            packetFrames: 0,
            endsAnywhere: false
        )
    }

    /// FLAC of `bits` a sample, 16 or 24, in blocks that two seconds hold a whole number of.
    static func flac(sampleRate: Int, bits: Int) -> EncoderSettings {
        EncoderSettings(
            name: "flac",
            sampleRate: sampleRate,
            bitrate: 0,
            samples: bits > 16 ? .integer24 : .integer16,
            packetFrames: flacBlock(at: sampleRate),
            endsAnywhere: true
        )
    }

    /// The rate at which lossy codings take a source of `rate` Hz: every player takes 44.1 and 48 kHz.
    static func commonRate(for rate: Int) -> Int {
        rate.isMultiple(of: 11025) ? 44100 : 48000
    }

    /// At most 4608 frames, as RFC 9639 §7 asks of streams at the usual rates; odd rates get about two seconds.
    private static func flacBlock(at rate: Int) -> Int {
        (1024...4608).last { (2 * rate).isMultiple(of: $0) } ?? 4096
    }

    /// Opens `codec` as `encoder` that works so.
    func open(_ codec: borrowing Codec, _ encoder: UnsafePointer<AVCodec>) throws(MediaError) {
        codec.pointer.pointee.sample_rate = Int32(sampleRate)
        codec.pointer.pointee.sample_fmt = samples.format
        codec.pointer.pointee.bits_per_raw_sample = Int32(samples.bits)
        codec.pointer.pointee.bit_rate = Int64(bitrate)
        codec.pointer.pointee.frame_size = Int32(packetFrames)
        codec.pointer.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
        codec.pointer.pointee.thread_count = 1
        codec.pointer.pointee.time_base = AVRational(num: 1, den: Int32(sampleRate))
        av_channel_layout_default(&codec.pointer.pointee.ch_layout, 2)
        try FFmpeg.check(avcodec_open2(codec.pointer, encoder, nil), name)
    }
}
