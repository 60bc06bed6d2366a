internal import CFFmpeg

/// Turns one frame of pixels into another size and pixel format.
struct Scaler: ~Copyable {
    private let context: OpaquePointer

    init(
        from source: UnsafePointer<AVFrame>,
        toWidth width: Int,
        height: Int,
        format: AVPixelFormat
    ) throws(MediaError) {
        FFmpeg.silenced
        context = try FFmpeg.some(
            sws_getContext(
                source.pointee.width,
                source.pointee.height,
                AVPixelFormat(source.pointee.format),
                Int32(width),
                Int32(height),
                format,
                SWS_LANCZOS | SWS_ACCURATE_RND,
                nil,
                nil,
                nil
            ),
            "sws_getContext"
        )
    }

    deinit { sws_freeContext(context) }

    /// Writes the pixels of `source` into the planes of `target`, which have the scaler's size and format.
    func scale(_ source: UnsafePointer<AVFrame>, into target: UnsafePointer<AVFrame>) throws(MediaError) {
        let planes = Self.planes(of: source).map { UnsafePointer<UInt8>($0) }
        let code = sws_scale(
            context,
            planes,
            Self.strides(of: source),
            0,
            source.pointee.height,
            Self.planes(of: target),
            Self.strides(of: target)
        )
        try FFmpeg.check(code, "sws_scale")
    }

    private static func planes(of frame: UnsafePointer<AVFrame>) -> [UnsafeMutablePointer<UInt8>?] {
        let data = frame.pointee.data
        return [data.0, data.1, data.2, data.3]
    }

    private static func strides(of frame: UnsafePointer<AVFrame>) -> [Int32] {
        let lines = frame.pointee.linesize
        return [lines.0, lines.1, lines.2, lines.3]
    }
}

extension Frame {
    /// A frame with room for `width` × `height` pixels of `format`.
    static func pixels(width: Int, height: Int, format: AVPixelFormat) throws(MediaError) -> Frame {
        let frame = try Frame()
        frame.pointer.pointee.width = Int32(width)
        frame.pointer.pointee.height = Int32(height)
        frame.pointer.pointee.format = format.rawValue
        try FFmpeg.check(av_frame_get_buffer(frame.pointer, 0), "av_frame_get_buffer")
        return frame
    }

    /// A frame that holds a copy of `picture`.
    static func copy(of picture: Picture) throws(MediaError) -> Frame {
        let frame = try Frame.pixels(width: picture.width, height: picture.height, format: AV_PIX_FMT_RGBA)
        let stride = Int(frame.pointer.pointee.linesize.0)
        let rowBytes = 4 * picture.width
        let target = frame.pointer.pointee.data.0
        picture.pixels.withUnsafeBytes { pixels in
            guard let target, let source = pixels.baseAddress else { return }
            for row in 0..<picture.height {
                UnsafeMutableRawPointer(target + row * stride).copyMemory(
                    from: source + row * rowBytes,
                    byteCount: rowBytes
                )
            }
        }
        return frame
    }
}

extension Picture {
    /// A copy of an RGBA frame.
    init(_ frame: borrowing Frame) {
        let width = Int(frame.pointer.pointee.width)
        let height = Int(frame.pointer.pointee.height)
        let stride = Int(frame.pointer.pointee.linesize.0)
        var pixels: [UInt8] = []
        pixels.reserveCapacity(4 * width * height)
        for row in 0..<height {
            let start = frame.pointer.pointee.data.0.map { $0 + row * stride }
            pixels += UnsafeBufferPointer(start: start, count: 4 * width)
        }
        self.init(width: width, height: height, pixels: pixels)
    }
}
