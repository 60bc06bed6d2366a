internal import CFFmpeg

/// One run of FFmpeg's AAC-LC encoder: stereo, 256 kb/s.
///
/// Owned by one task.
struct AACEncoder: ~Copyable {
    static let packetFrames = 1024
    static let bitrate = 256_000

    /// Frames by which the decoded sound is late.
    static let lookahead = 1024

    let sampleRate: Int
    private let codec: Codec
    private let frame: Frame
    private let packet: Packet
    private var framesIn: Int64 = 0

    /// The rate at which a source of `rate` Hz is encoded: every player takes 44.1 and 48 kHz.
    static func sampleRate(for rate: Int) -> Int {
        rate.isMultiple(of: 11025) ? 44100 : 48000
    }

    init(sampleRate: Int) throws(MediaError) {
        let encoder = try FFmpeg.some(avcodec_find_encoder_by_name("aac"), "no AAC encoder")
        let codec = try Codec(encoder)
        codec.pointer.pointee.sample_rate = Int32(sampleRate)
        codec.pointer.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
        codec.pointer.pointee.bit_rate = Int64(Self.bitrate)
        codec.pointer.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
        codec.pointer.pointee.thread_count = 1
        codec.pointer.pointee.time_base = AVRational(num: 1, den: Int32(sampleRate))
        av_channel_layout_default(&codec.pointer.pointee.ch_layout, 2)
        try FFmpeg.check(avcodec_open2(codec.pointer, encoder, nil), "AAC encoder")
        let frame = try Frame()
        frame.pointer.pointee.nb_samples = Int32(Self.packetFrames)
        frame.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
        frame.pointer.pointee.sample_rate = Int32(sampleRate)
        av_channel_layout_default(&frame.pointer.pointee.ch_layout, 2)
        try FFmpeg.check(av_frame_get_buffer(frame.pointer, 0), "AAC frame")
        let packet = try Packet()
        self.sampleRate = sampleRate
        self.codec = codec
        self.frame = frame
        self.packet = packet
    }

    /// The AudioSpecificConfig (ISO/IEC 14496-3 §1.6.2.1).
    var configuration: [UInt8] {
        let codec = codec.pointer.pointee
        return Array(UnsafeBufferPointer(start: codec.extradata, count: Int(codec.extradata_size)))
    }

    /// Encodes `samples`, interleaved stereo in whole packets, and returns the packets that are done.
    mutating func encode(_ samples: ArraySlice<Float>) throws(MediaError) -> CodedPackets {
        precondition(samples.count.isMultiple(of: 2 * Self.packetFrames), "whole packets only")
        var packets = CodedPackets()
        for start in stride(from: samples.startIndex, to: samples.endIndex, by: 2 * Self.packetFrames) {
            try FFmpeg.check(av_frame_make_writable(frame.pointer), "AAC frame")
            fillFrame(samples[start..<(start + 2 * Self.packetFrames)])
            try FFmpeg.check(avcodec_send_frame(codec.pointer, frame.pointer), "AAC send")
            try receive(into: &packets)
        }
        return packets
    }

    /// The packets still held back.
    mutating func finish() throws(MediaError) -> CodedPackets {
        var packets = CodedPackets()
        try FFmpeg.check(avcodec_send_frame(codec.pointer, nil), "AAC end")
        try receive(into: &packets)
        return packets
    }

    private mutating func fillFrame(_ samples: ArraySlice<Float>) {
        let planes = frame.pointer.pointee.extended_data
        samples.withUnsafeBufferPointer { samples in
            for channel in 0..<2 {
                guard let plane = planes?[channel] else { continue }
                let target = UnsafeMutableRawPointer(plane).assumingMemoryBound(to: Float.self)
                for index in 0..<Self.packetFrames { target[index] = samples[2 * index + channel] }
            }
        }
        frame.pointer.pointee.pts = framesIn
        framesIn += Int64(Self.packetFrames)
    }

    private func receive(into packets: inout CodedPackets) throws(MediaError) {
        while true {
            let received = avcodec_receive_packet(codec.pointer, packet.pointer)
            if received == FFmpeg.again || received == FFmpeg.end { return }
            try FFmpeg.check(received, "AAC receive")
            let coded = packet.pointer.pointee
            packets.append(UnsafeBufferPointer(start: coded.data, count: Int(coded.size)))
        }
    }
}
