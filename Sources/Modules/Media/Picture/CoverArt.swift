internal import CFFmpeg

/// Pictures that came with music or were sent for it: JPEG, PNG or WebP of any shape.
package enum CoverArt {
    /// Pixels of a picture that is still opened; more would be a bomb.
    package static let mostPixels = 50_000_000

    /// The middle square of the picture in `bytes`, scaled to `side` × `side`, on white where it is transparent.
    ///
    /// Blocking; memory grows with the pixels of the source. Throws `notAudio`'s kin: `damaged` where the bytes are
    /// no picture of the three kinds, or one too large.
    package static func square(of bytes: [UInt8], side: Int) throws(MediaError) -> Picture {
        let source = try decode(bytes)
        try crop(source)
        let target = try Frame.pixels(width: side, height: side, format: AV_PIX_FMT_RGBA)
        let scaler = try Scaler(from: source.pointer, toWidth: side, height: side, format: AV_PIX_FMT_RGBA)
        try scaler.scale(source.pointer, into: target.pointer)
        return Picture(target).onWhite()
    }

    /// The codec that the first bytes tell of.
    private static func codec(of bytes: [UInt8]) -> AVCodecID? {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return AV_CODEC_ID_MJPEG }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return AV_CODEC_ID_PNG }
        let isWebP =
            bytes.starts(with: Array("RIFF".utf8)) && bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
        return isWebP ? AV_CODEC_ID_WEBP : nil
    }

    private static func decode(_ bytes: [UInt8]) throws(MediaError) -> Frame {
        FFmpeg.silenced
        guard let id = codec(of: bytes) else { throw MediaError(.damaged, "no JPEG, PNG or WebP") }
        let decoder = try FFmpeg.some(avcodec_find_decoder(id), "picture decoder")
        let codec = try Codec(decoder)
        codec.pointer.pointee.max_pixels = Int64(mostPixels)
        codec.pointer.pointee.thread_count = 1
        try FFmpeg.check(avcodec_open2(codec.pointer, decoder, nil), "picture decoder")
        let packet = try Packet()
        try FFmpeg.check(av_new_packet(packet.pointer, Int32(bytes.count)), "av_new_packet")
        bytes.withUnsafeBytes { source in
            guard let target = packet.pointer.pointee.data, let start = source.baseAddress else { return }
            UnsafeMutableRawPointer(target).copyMemory(from: start, byteCount: source.count)
        }
        let frame = try Frame()
        try FFmpeg.check(avcodec_send_packet(codec.pointer, packet.pointer), or: .damaged, "picture")
        avcodec_send_packet(codec.pointer, nil)
        try FFmpeg.check(avcodec_receive_frame(codec.pointer, frame.pointer), or: .damaged, "picture")
        return frame
    }

    private static func crop(_ frame: borrowing Frame) throws(MediaError) {
        let width = frame.pointer.pointee.width
        let height = frame.pointer.pointee.height
        let side = min(width, height)
        frame.pointer.pointee.crop_left = Int(width - side) / 2
        frame.pointer.pointee.crop_right = Int(width - side) - Int(width - side) / 2
        frame.pointer.pointee.crop_top = Int(height - side) / 2
        frame.pointer.pointee.crop_bottom = Int(height - side) - Int(height - side) / 2
        let unaligned = Int32(AV_FRAME_CROP_UNALIGNED)
        try FFmpeg.check(av_frame_apply_cropping(frame.pointer, unaligned), "crop")
    }
}
