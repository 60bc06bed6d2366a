internal import CBrotli

/// Brotli (RFC 7932), which browsers take over TLS and from their own machine.
enum Brotli {
    /// `bytes` packed as well as can be, nil where that fails.
    ///
    /// It is slow: some 100 KB take a quarter of a second.
    static func packed(_ bytes: [UInt8]) -> [UInt8]? {
        let room = BrotliEncoderMaxCompressedSize(bytes.count)
        guard room > 0 else { return nil }
        var isPacked = false
        let output = [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
            var size = room
            let status = BrotliEncoderCompress(
                BROTLI_MAX_QUALITY,
                BROTLI_DEFAULT_WINDOW,
                BROTLI_MODE_TEXT,
                bytes.count,
                bytes,
                &size,
                buffer.baseAddress
            )
            isPacked = status == BROTLI_TRUE
            filled = isPacked ? size : 0
        }
        return isPacked ? output : nil
    }
}
