internal import CFFmpeg

/// One packet of coded sound, its bytes owned by FFmpeg.
struct Packet: ~Copyable {
    let pointer: UnsafeMutablePointer<AVPacket>

    init() throws(MediaError) {
        pointer = try FFmpeg.some(av_packet_alloc(), "av_packet_alloc")
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVPacket>? = pointer
        av_packet_free(&pointer)
    }
}

/// One decoded frame, or one to be encoded, its planes owned by FFmpeg.
struct Frame: ~Copyable {
    let pointer: UnsafeMutablePointer<AVFrame>

    init() throws(MediaError) {
        pointer = try FFmpeg.some(av_frame_alloc(), "av_frame_alloc")
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&pointer)
    }
}

/// A decoder or encoder.
struct Codec: ~Copyable {
    let pointer: UnsafeMutablePointer<AVCodecContext>

    init(_ codec: UnsafePointer<AVCodec>) throws(MediaError) {
        pointer = try FFmpeg.some(avcodec_alloc_context3(codec), "avcodec_alloc_context3")
    }

    deinit {
        var pointer: UnsafeMutablePointer<AVCodecContext>? = pointer
        avcodec_free_context(&pointer)
    }
}
