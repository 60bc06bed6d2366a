internal import CFFmpeg

/// A muxer that writes into memory.
struct Output: ~Copyable {
    let pointer: UnsafeMutablePointer<AVFormatContext>

    /// The muxer that FFmpeg calls `format`, with an empty buffer.
    init(format: String) throws(MediaError) {
        var created: UnsafeMutablePointer<AVFormatContext>?
        try FFmpeg.check(avformat_alloc_output_context2(&created, nil, format, nil), "\(format) muxer")
        let pointer = try FFmpeg.some(created, "\(format) muxer")
        guard avio_open_dyn_buf(&pointer.pointee.pb) >= 0 else {
            avformat_free_context(pointer)
            throw MediaError(.library, "avio_open_dyn_buf")
        }
        self.pointer = pointer
    }

    deinit {
        var bytes: UnsafeMutablePointer<UInt8>?
        if pointer.pointee.pb != nil { avio_close_dyn_buf(pointer.pointee.pb, &bytes) }
        av_free(bytes)
        avformat_free_context(pointer)
    }

    /// What has been written since the last call.
    func take() throws(MediaError) -> [UInt8] {
        avio_flush(pointer.pointee.pb)
        var bytes: UnsafeMutablePointer<UInt8>?
        let count = avio_close_dyn_buf(pointer.pointee.pb, &bytes)
        pointer.pointee.pb = nil
        defer { av_free(bytes) }
        try FFmpeg.check(avio_open_dyn_buf(&pointer.pointee.pb), "avio_open_dyn_buf")
        return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    }
}
