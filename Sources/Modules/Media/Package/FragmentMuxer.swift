internal import CFFmpeg

/// Packs coded packets into fragmented MP4 for HLS: CMAF segments of three parts of two seconds.
///
/// FFmpeg's muxer cuts where it is told (`frag_custom`), writes the header once it has seen a packet
/// (`delay_moov`), and keeps negative time stamps, so that the edit list cuts exactly the priming. Owned by one
/// task.
final class FragmentMuxer {
    /// Parts in a segment.
    private static let partsPerSegment = 3

    private let track: CodedTrack
    private let output: Output
    private let stream: UnsafeMutablePointer<AVStream>
    private let packet: Packet
    private let packetsPerPart: Int
    private var frames = 0
    private var framesInPart = 0
    private var packetsInPart = 0
    private var parts: [Segment.Part] = []
    private var bytes: [UInt8] = []
    private var segments = 0

    /// `ftyp` and `moov`; there once the first segment is.
    private(set) var initialisation: [UInt8] = []

    init(_ track: CodedTrack) throws(MediaError) {
        FFmpeg.silenced
        self.track = track
        packet = try Packet()
        packetsPerPart = 2 * track.sampleRate / track.packetFrames
        output = try Output(format: "mp4")
        stream = try FFmpeg.some(avformat_new_stream(output.pointer, nil), "avformat_new_stream")
        try describe(track)
        var options = Options([
            "movflags": "+frag_custom+delay_moov+cmaf+skip_trailer", "use_editlist": "1",
        ])
        try FFmpeg.check(avformat_write_header(output.pointer, &options.dictionary), "mp4 header")
    }

    /// Takes packets that follow the last ones and returns the segments that they complete.
    func append(_ coded: CodedPackets) throws(MediaError) -> [Segment] {
        var done: [Segment] = []
        for (bytes, frames) in coded.packets {
            try write(bytes, frames: frames)
            if packetsInPart == packetsPerPart { try cutPart() }
            if parts.count == Self.partsPerSegment { done.append(cutSegment()) }
        }
        return done
    }

    /// The last segment, shorter than the others; nil where the last packet completed one.
    func finish() throws(MediaError) -> Segment? {
        if packetsInPart > 0 { try cutPart() }
        return parts.isEmpty ? nil : cutSegment()
    }

    private func describe(_ track: CodedTrack) throws(MediaError) {
        guard let parameters = stream.pointee.codecpar else { throw MediaError(.library, "no codecpar") }
        parameters.pointee.codec_type = AVMEDIA_TYPE_AUDIO
        parameters.pointee.codec_id = track.codec
        parameters.pointee.sample_rate = Int32(track.sampleRate)
        parameters.pointee.frame_size = Int32(track.packetFrames)
        parameters.pointee.bit_rate = Int64(track.bitrate)
        parameters.pointee.bits_per_raw_sample = Int32(track.bits)
        parameters.pointee.initial_padding = Int32(track.priming)
        av_channel_layout_default(&parameters.pointee.ch_layout, 2)
        let room = track.configuration.count + Int(AV_INPUT_BUFFER_PADDING_SIZE)
        let extra = try FFmpeg.some(av_mallocz(room), "av_mallocz").assumingMemoryBound(to: UInt8.self)
        for (index, byte) in track.configuration.enumerated() { extra[index] = byte }
        parameters.pointee.extradata = extra
        parameters.pointee.extradata_size = Int32(track.configuration.count)
        stream.pointee.time_base = AVRational(num: 1, den: Int32(track.sampleRate))
        output.pointer.pointee.avoid_negative_ts = 0
        output.pointer.pointee.flags |= AVFMT_FLAG_BITEXACT
        // FFmpeg 5 still calls FLAC in MP4 an experiment.
        output.pointer.pointee.strict_std_compliance = FF_COMPLIANCE_EXPERIMENTAL
    }

    private func write(_ bytes: ArraySlice<UInt8>, frames count: Int) throws(MediaError) {
        try FFmpeg.check(av_new_packet(packet.pointer, Int32(bytes.count)), "av_new_packet")
        let target = UnsafeMutableBufferPointer(start: packet.pointer.pointee.data, count: bytes.count)
        _ = target.update(fromContentsOf: bytes)
        let time = Int64(frames - track.priming)
        packet.pointer.pointee.pts = time
        packet.pointer.pointee.dts = time
        packet.pointer.pointee.duration = Int64(count)
        packet.pointer.pointee.flags = AV_PKT_FLAG_KEY
        packet.pointer.pointee.stream_index = 0
        let scale = AVRational(num: 1, den: Int32(track.sampleRate))
        av_packet_rescale_ts(packet.pointer, scale, stream.pointee.time_base)
        let written = av_write_frame(output.pointer, packet.pointer)
        av_packet_unref(packet.pointer)
        try FFmpeg.check(written, "av_write_frame")
        frames += count
        framesInPart += count
        packetsInPart += 1
    }

    private func cutPart() throws(MediaError) {
        try FFmpeg.check(av_write_frame(output.pointer, nil), "mp4 flush")
        if initialisation.isEmpty {
            // The first flush writes the delayed header alone, the next one the fragment.
            initialisation = try output.take()
            try FFmpeg.check(av_write_frame(output.pointer, nil), "mp4 flush")
        }
        let fragment = try output.take()
        parts.append(Segment.Part(frames: framesInPart, bytes: fragment.count))
        bytes += fragment
        framesInPart = 0
        packetsInPart = 0
    }

    private func cutSegment() -> Segment {
        defer {
            segments += 1
            parts = []
            bytes = []
        }
        return Segment(index: segments, bytes: Self.segmentType + bytes, parts: parts)
    }

    /// `styp`: a CMAF segment (ISO/IEC 23000-19 §7.3.3.1), read by DASH players too.
    private static let segmentType: [UInt8] =
        [0, 0, 0, 24] + Array("stypmsdh".utf8) + [0, 0, 0, 0] + Array("msdhmsix".utf8)
}
