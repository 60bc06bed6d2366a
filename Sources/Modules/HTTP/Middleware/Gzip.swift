internal import CZlib

/// One gzip stream (RFC 1952) being written; for one task at a time.
final class Gzip: @unchecked Sendable {
    // Unchecked since a response's chunks come from one task after the other, never at once.
    private let stream: UnsafeMutablePointer<z_stream>

    /// A stream at zlib's `level`: at 5 text loses 2 % in size to level 9 at a third of its time.
    init(level: CInt = 5) throws {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let gzipWindow = MAX_WBITS + 16
        let size = CInt(MemoryLayout<z_stream>.size)
        let status = deflateInit2_(
            stream,
            level,
            Z_DEFLATED,
            gzipWindow,
            8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            size
        )
        guard status == Z_OK else { throw GzipFailure(status: status) }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// The stream's next bytes, from which all of `bytes` can be had.
    func flush(_ bytes: [UInt8]) throws -> [UInt8] { try deflate(bytes, Z_SYNC_FLUSH) }

    /// The stream's last bytes, after adding `bytes`.
    func finish(_ bytes: [UInt8]) throws -> [UInt8] { try deflate(bytes, Z_FINISH) }

    private func deflate(_ bytes: [UInt8], _ mode: CInt) throws -> [UInt8] {
        var input = bytes
        return try input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            var output: [UInt8] = []
            var isFull = true
            while isFull {
                let room = Int(deflateBound(stream, UInt(stream.pointee.avail_in))) + 16
                output += try [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
                    stream.pointee.next_out = buffer.baseAddress
                    stream.pointee.avail_out = UInt32(room)
                    let status = CZlib.deflate(stream, mode)
                    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                        throw GzipFailure(status: status)
                    }
                    filled = room - Int(stream.pointee.avail_out)
                }
                isFull = stream.pointee.avail_out == 0
            }
            return output
        }
    }
}

/// A code of zlib that should not come.
struct GzipFailure: Error {
    let status: CInt
}
