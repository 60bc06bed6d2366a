internal import CFFmpeg

extension Picture {
    /// The picture as JPEG, transparency put on white.
    ///
    /// `quantiser` is FFmpeg's scale, 2 (best) to 31.
    package func jpeg(quantiser: Int = 3) throws(MediaError) -> [UInt8] {
        let source = try Frame.copy(of: onWhite())
        let frame = try Frame.pixels(width: width, height: height, format: AV_PIX_FMT_YUVJ444P)
        frame.pointer.pointee.color_range = AVCOL_RANGE_JPEG
        frame.pointer.pointee.quality = FF_QP2LAMBDA * Int32(quantiser)
        let scaler = try Scaler(
            from: source.pointer,
            toWidth: width,
            height: height,
            format: AV_PIX_FMT_YUVJ444P
        )
        try scaler.scale(source.pointer, into: frame.pointer)
        return try Self.encode(frame, as: AV_CODEC_ID_MJPEG) { codec in
            codec.pointee.color_range = AVCOL_RANGE_JPEG
            codec.pointee.flags |= AV_CODEC_FLAG_QSCALE
            codec.pointee.global_quality = FF_QP2LAMBDA * Int32(quantiser)
        }
    }

    /// The picture as PNG with its transparency.
    package func png() throws(MediaError) -> [UInt8] {
        try Self.encode(Frame.copy(of: self), as: AV_CODEC_ID_PNG) { _ in }
    }

    private static func encode(
        _ frame: borrowing Frame,
        as id: AVCodecID,
        configure: (UnsafeMutablePointer<AVCodecContext>) -> Void
    ) throws(MediaError) -> [UInt8] {
        FFmpeg.silenced
        let encoder = try FFmpeg.some(avcodec_find_encoder(id), String(cString: avcodec_get_name(id)))
        let codec = try Codec(encoder)
        codec.pointer.pointee.width = frame.pointer.pointee.width
        codec.pointer.pointee.height = frame.pointer.pointee.height
        codec.pointer.pointee.pix_fmt = AVPixelFormat(frame.pointer.pointee.format)
        codec.pointer.pointee.time_base = AVRational(num: 1, den: 1)
        codec.pointer.pointee.thread_count = 1
        codec.pointer.pointee.flags |= AV_CODEC_FLAG_BITEXACT
        configure(codec.pointer)
        try FFmpeg.check(avcodec_open2(codec.pointer, encoder, nil), "picture encoder")
        try FFmpeg.check(avcodec_send_frame(codec.pointer, frame.pointer), "send picture")
        let packet = try Packet()
        try FFmpeg.check(avcodec_receive_packet(codec.pointer, packet.pointer), "receive picture")
        let bytes = packet.pointer.pointee
        return Array(UnsafeBufferPointer(start: bytes.data, count: Int(bytes.size)))
    }
}
