internal import CFFmpeg
internal import Glibc

/// One regular file as the only bytes that a demuxer can reach.
///
/// FFmpeg gets callbacks over an open descriptor instead of a path, so that neither the file's name nor a name
/// inside the file leads it anywhere.
final class FileBytes {
    /// Length of the file in bytes, at least 1.
    let size: Int64

    /// The input that demuxers read; lives as long as this object.
    let context: UnsafeMutablePointer<AVIOContext>

    private let cursor: Cursor

    init(path: String) throws(MediaError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw MediaError(.unreadable, "open: errno \(errno)") }
        let cursor = Cursor(descriptor: descriptor)
        size = try cursor.measure()
        self.cursor = cursor
        context = try Self.makeContext(reading: cursor)
    }

    deinit {
        var context: UnsafeMutablePointer<AVIOContext>? = context
        av_free(self.context.pointee.buffer)
        avio_context_free(&context)
    }

    /// The bytes from `start` on, at most `count`; fewer where the file ends.
    func bytes(at start: Int64, count: Int) -> [UInt8] {
        cursor.bytes(at: start, count: count)
    }

    /// Throws where the system once refused bytes that are there: what was read is not the whole file.
    func checkReading() throws(MediaError) {
        if let code = cursor.refusal { throw MediaError(.unreadable, "read: errno \(code)") }
    }

    private static func makeContext(
        reading cursor: Cursor
    ) throws(MediaError) -> UnsafeMutablePointer<AVIOContext> {
        let length = 1 << 16
        let buffer = av_malloc(length)?.assumingMemoryBound(to: UInt8.self)
        let context = avio_alloc_context(
            buffer,
            Int32(length),
            0,
            Unmanaged.passUnretained(cursor).toOpaque(),
            { opaque, buffer, count in Cursor.at(opaque)?.read(into: buffer, count: count) ?? FFmpeg.end },
            nil,
            { opaque, offset, whence in Cursor.at(opaque)?.seek(offset, whence) ?? -1 }
        )
        guard let context else {
            av_free(buffer)
            throw MediaError(.library, "avio_alloc_context")
        }
        return context
    }
}

/// An open descriptor and the place that FFmpeg reads at.
private final class Cursor {
    private let descriptor: Int32
    private var position: Int64 = 0
    private var size: Int64 = 0

    /// The `errno` of the first read that was refused.
    private(set) var refusal: Int32?

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    static func at(_ opaque: UnsafeMutableRawPointer?) -> Cursor? {
        opaque.map { Unmanaged<Cursor>.fromOpaque($0).takeUnretainedValue() }
    }

    func measure() throws(MediaError) -> Int64 {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw MediaError(.unreadable, "not a regular file")
        }
        guard status.st_size > 0 else { throw MediaError(.empty) }
        size = Int64(status.st_size)
        return size
    }

    func read(into buffer: UnsafeMutablePointer<UInt8>?, count: Int32) -> Int32 {
        let read = read(into: buffer, count: Int(count), at: position)
        guard read > 0 else { return read == 0 ? FFmpeg.end : -(refusal ?? EIO) }
        position += Int64(read)
        return Int32(read)
    }

    func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
        let target: Int64
        switch whence & ~AVSEEK_FORCE {
        case AVSEEK_SIZE: return size
        case SEEK_SET: target = offset
        case SEEK_CUR: target = position &+ offset
        case SEEK_END: target = size &+ offset
        default: return Int64(-EINVAL)
        }
        guard target >= 0 else { return Int64(-EINVAL) }
        position = target
        return position
    }

    func bytes(at start: Int64, count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let place = buffer.baseAddress?.advanced(by: filled)
                let read = read(into: place, count: count - filled, at: start + Int64(filled))
                guard read > 0 else { return }
                filled += read
            }
        }
    }

    /// How many bytes came, 0 at the end of the file; -1 where they were refused.
    private func read(into buffer: UnsafeMutablePointer<UInt8>?, count: Int, at start: Int64) -> Int {
        // What a file says of itself leads anywhere; outside of it is the end, which is nobody's refusal.
        guard (0..<size).contains(start) else { return 0 }
        while true {
            let read = pread(descriptor, buffer, count, off_t(start))
            if read >= 0 { return read }
            if errno == EINTR { continue }
            refusal = refusal ?? errno
            return read
        }
    }
}
