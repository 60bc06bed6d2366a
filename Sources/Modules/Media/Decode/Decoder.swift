internal import CFFmpeg
package import DSP

/// Decodes a recording into stereo blocks at its own sample rate.
///
/// Mono is duplicated, surround folded (`StereoFold`). Priming and padding that the container declares are cut
/// off, so that the blocks hold the music and nothing else. Blocking; used by one task at a time.
package final class Decoder {
    /// Hz of every block; where a stream changes its rate on the way, it is converted to the first.
    package let sampleRate: Int

    /// Channels of the source before the fold.
    package let channels: Int

    /// How the samples are measured for a waveform.
    package let quantisation: Quantisation

    /// Bits of a sample that a lossless coding keeps: 16, or 24 where the source has more.
    ///
    /// What was coded with loss has 16: what is below is noise of its own.
    package let bits: Int

    /// Frames in every block but the last, at least.
    package static let blockFrames = 16384

    private let container: Container
    private let codec: Codec
    private let packet: Packet
    private let frame: Frame
    private var converter: StereoConverter
    private var pending: [Float] = []
    private var framesOut = 0
    private var isFrameWaiting = true
    private var progress = Progress()

    /// How far it is with the packets.
    private struct Progress {
        /// There are no more.
        var isDraining = false
        /// A stream begins: what comes first is still of the one before.
        var isAtJoint = false
    }

    /// Opens the file at `path` and decodes its first frame.
    package convenience init(path: String) throws(MediaError) {
        try self.init(Container(path: path))
    }

    init(_ container: Container) throws(MediaError) {
        let codec = try Self.openCodec(of: container.track)
        let packet = try Packet()
        let frame = try Frame()
        var progress = Progress()
        guard try Self.decode(container, codec, packet, frame, &progress) else {
            throw MediaError(.noSound, "not one frame")
        }
        sampleRate = Int(frame.pointer.pointee.sample_rate)
        channels = Int(frame.pointer.pointee.ch_layout.nb_channels)
        bits = Self.bits(of: codec, frame.pointer)
        quantisation = Self.quantisation(of: container.track.pointee.codecpar.pointee.codec_id)
        converter = try StereoConverter(like: frame.pointer, sampleRate: sampleRate)
        self.container = container
        self.codec = codec
        self.packet = packet
        self.frame = frame
        self.progress = progress
    }

    /// The next block, or nil once the music is over.
    package func next() throws(MediaError) -> SampleBlock? {
        pending.reserveCapacity(3 * Self.blockFrames)
        while pending.count < 2 * Self.blockFrames, try nextFrame() {
            try convertFrame()
        }
        guard !pending.isEmpty else { return nil }
        let block = SampleBlock(pending, start: framesOut)
        framesOut += block.frames
        pending = []
        return block
    }

    /// Makes `frame` hold the next frame; false at the end, when the converter has been drained.
    private func nextFrame() throws(MediaError) -> Bool {
        if isFrameWaiting {
            isFrameWaiting = false
            return true
        }
        if try Self.decode(container, codec, packet, frame, &progress) { return true }
        try append { (samples) throws(MediaError) in try converter.drain(into: &samples) }
        return false
    }

    private func convertFrame() throws(MediaError) {
        if !converter.fits(frame.pointer) {
            try append { (samples) throws(MediaError) in try converter.drain(into: &samples) }
            converter = try StereoConverter(like: frame.pointer, sampleRate: sampleRate)
        }
        try append { (samples) throws(MediaError) in try converter.convert(frame.pointer, into: &samples) }
    }

    /// Lets `write` append to the pending samples, then silences what is no sound: NaN, infinity, absurd levels.
    private func append(_ write: (inout [Float]) throws(MediaError) -> Void) throws(MediaError) {
        let start = pending.count
        try write(&pending)
        for index in start..<pending.count where !(pending[index].magnitude <= 64) { pending[index] = 0 }
    }
}

extension Decoder {
    /// Decodes into `frame`, feeding packets as the codec asks, until there are no more.
    ///
    /// False at the end. Packets that make no sense to the codec are passed over, as players do.
    private static func decode(
        _ container: Container,
        _ codec: borrowing Codec,
        _ packet: borrowing Packet,
        _ frame: borrowing Frame,
        _ progress: inout Progress
    ) throws(MediaError) -> Bool {
        while true {
            let received = avcodec_receive_frame(codec.pointer, frame.pointer)
            if received >= 0 {
                container.cutPadding(of: frame)
                let isOfBefore = progress.isAtJoint
                progress.isAtJoint = false
                if frame.pointer.pointee.nb_samples > 0, !isOfBefore { return true }
                continue
            }
            guard received != FFmpeg.end, !progress.isDraining else { return false }
            if try container.read(into: packet) {
                if isAtJoint(packet, of: container.track) { progress.isAtJoint = true }
                avcodec_send_packet(codec.pointer, packet.pointer)
            } else {
                progress.isDraining = true
                avcodec_send_packet(codec.pointer, nil)
            }
        }
    }

    /// Takes note of the start of a stream that follows another in the file: Vorbis puts its headers between them,
    /// and those have an odd first byte (Vorbis I §4.2.1).
    private static func isAtJoint(_ packet: borrowing Packet, of track: UnsafePointer<AVStream>) -> Bool {
        track.pointee.codecpar.pointee.codec_id == AV_CODEC_ID_VORBIS && packet.pointer.pointee.size > 0
            && packet.pointer.pointee.data[0] & 1 == 1
    }

    private static func openCodec(of track: UnsafeMutablePointer<AVStream>) throws(MediaError) -> Codec {
        let parameters = track.pointee.codecpar
        let id = track.pointee.codecpar.pointee.codec_id
        let decoder = try FFmpeg.some(
            avcodec_find_decoder(id),
            or: .unknownCodec,
            String(cString: avcodec_get_name(id))
        )
        let codec = try Codec(decoder)
        try FFmpeg.check(avcodec_parameters_to_context(codec.pointer, parameters), "parameters")
        codec.pointer.pointee.pkt_timebase = track.pointee.time_base
        codec.pointer.pointee.thread_count = 1
        try FFmpeg.check(avcodec_open2(codec.pointer, decoder, nil), or: .damaged, "avcodec_open2")
        return codec
    }

    private static func bits(of codec: borrowing Codec, _ frame: UnsafePointer<AVFrame>) -> Int {
        let isLossless = avcodec_descriptor_get(codec.pointer.pointee.codec_id)
            .map { $0.pointee.props & AV_CODEC_PROP_LOSSLESS != 0 }
        guard isLossless ?? false else { return 16 }
        let stored = Int(codec.pointer.pointee.bits_per_raw_sample)
        let decoded = 8 * Int(av_get_bytes_per_sample(AVSampleFormat(frame.pointee.format)))
        // A fold of more channels than two has fractions of its own.
        let isFolded = frame.pointee.ch_layout.nb_channels > 2
        return (stored > 0 ? stored : decoded) > 16 || isFolded ? 24 : 16
    }

    private static func quantisation(of codec: AVCodecID) -> Quantisation {
        switch codec {
        case AV_CODEC_ID_PCM_F32LE, AV_CODEC_ID_PCM_F32BE, AV_CODEC_ID_PCM_F64LE, AV_CODEC_ID_PCM_F64BE:
            .wrapped
        default: .held
        }
    }
}
