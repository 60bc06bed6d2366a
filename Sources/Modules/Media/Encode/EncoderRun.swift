internal import CFFmpeg

/// One run of an encoder of FFmpeg's, on stereo.
///
/// Owned by one task.
struct EncoderRun: ~Copyable {
    let settings: EncoderSettings

    /// Frames in every packet but, where the coding allows it, the last.
    let packetFrames: Int

    /// Frames that the encoder puts before the music and the decoder gives back.
    let priming: Int
    private let codec: Codec
    private let frame: Frame
    private let packet: Packet
    private var framesIn: Int64 = 0

    init(_ settings: EncoderSettings) throws(MediaError) {
        let encoder = try FFmpeg.some(
            avcodec_find_encoder_by_name(settings.name),
            "no encoder \(settings.name)"
        )
        let codec = try Codec(encoder)
        try settings.open(codec, encoder)
        let frame = try Frame()
        let packet = try Packet()
        frame.pointer.pointee.nb_samples = codec.pointer.pointee.frame_size
        frame.pointer.pointee.format = settings.samples.format.rawValue
        frame.pointer.pointee.sample_rate = Int32(settings.sampleRate)
        av_channel_layout_default(&frame.pointer.pointee.ch_layout, 2)
        try FFmpeg.check(av_frame_get_buffer(frame.pointer, 0), "frame for \(settings.name)")
        packetFrames = Int(codec.pointer.pointee.frame_size)
        priming = Int(codec.pointer.pointee.initial_padding)
        self.settings = settings
        self.codec = codec
        self.frame = frame
        self.packet = packet
    }

    /// The decoder's configuration: for AAC the AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1), for FLAC the
    /// STREAMINFO block (RFC 9639 §8.2).
    var configuration: [UInt8] {
        let codec = codec.pointer.pointee
        return Array(UnsafeBufferPointer(start: codec.extradata, count: Int(codec.extradata_size)))
    }

    /// Encodes `samples`, interleaved stereo in whole packets, and returns the packets that are done.
    ///
    /// Where the coding allows it, the last packet of all may be shorter.
    mutating func encode(_ samples: ArraySlice<Float>) throws(MediaError) -> CodedPackets {
        precondition(
            settings.endsAnywhere || samples.count.isMultiple(of: 2 * packetFrames),
            "whole packets only"
        )
        var packets = CodedPackets()
        var rest = samples
        while !rest.isEmpty {
            try FFmpeg.check(av_frame_make_writable(frame.pointer), "frame for \(settings.name)")
            fillFrame(rest.prefix(2 * packetFrames))
            rest = rest.dropFirst(2 * packetFrames)
            try FFmpeg.check(avcodec_send_frame(codec.pointer, frame.pointer), "\(settings.name) send")
            try receive(into: &packets)
        }
        return packets
    }

    /// The packets still held back.
    mutating func finish() throws(MediaError) -> CodedPackets {
        var packets = CodedPackets()
        try FFmpeg.check(avcodec_send_frame(codec.pointer, nil), "\(settings.name) end")
        try receive(into: &packets)
        return packets
    }

    private mutating func fillFrame(_ samples: ArraySlice<Float>) {
        frame.pointer.pointee.nb_samples = Int32(samples.count / 2)
        settings.samples.write(samples, to: frame.pointer.pointee.extended_data)
        frame.pointer.pointee.pts = framesIn
        framesIn += Int64(samples.count / 2)
    }

    private func receive(into packets: inout CodedPackets) throws(MediaError) {
        while true {
            let received = avcodec_receive_packet(codec.pointer, packet.pointer)
            if received == FFmpeg.again || received == FFmpeg.end { return }
            try FFmpeg.check(received, "\(settings.name) receive")
            let coded = packet.pointer.pointee
            packets.append(
                UnsafeBufferPointer(start: coded.data, count: Int(coded.size)),
                frames: settings.endsAnywhere ? Int(coded.duration) : packetFrames
            )
        }
    }
}
