internal import CSystem
internal import Essentials
internal import Glibc

/// An open file, closed at the end of its life; every call blocks.
struct DiskFile: ~Copyable {
    private let descriptor: Int32

    /// Opens the file at `path`, which is never a link; nil where there is none.
    init?(reading path: String) throws(ObjectStoreError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0 {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .last("open")
        }
        if !(try status().isRegular) { return nil }
    }

    /// Makes a file at `path`, where there must be none.
    init(creating path: String) throws(ObjectStoreError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
        if descriptor < 0 { throw .last("create") }
    }

    deinit {
        close(descriptor)
    }

    /// What a file system knows of a file.
    struct Status {
        /// Bytes.
        var size: Int
        /// When the content last changed.
        var changedAt: Instant
        /// The file's number, kept when it is renamed.
        var inode: UInt64
        /// Whether it is a file indeed, not a folder or a device.
        var isRegular: Bool
    }

    /// What the file system knows of the file now.
    func status() throws(ObjectStoreError) -> Status {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .last("fstat") }
        return Status(
            size: Int(status.st_size),
            changedAt: Instant(status.st_mtim),
            inode: UInt64(status.st_ino),
            isRegular: status.st_mode & S_IFMT == S_IFREG
        )
    }

    /// At most `count` bytes from `offset` on; none at the end.
    func read(_ count: Int, at offset: Int) throws(ObjectStoreError) -> [UInt8] {
        var failure: ObjectStoreError?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = pread(
                    descriptor,
                    buffer.baseAddress?.advanced(by: filled),
                    count - filled,
                    offset + filled
                )
                if got < 0 && errno == EINTR { continue }
                if got < 0 { failure = .last("read") }
                if got <= 0 { break }
                filled += got
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Writes all of `bytes` at the end of what was written before.
    func write(_ bytes: [UInt8]) throws(ObjectStoreError) {
        var failure: ObjectStoreError?
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let put = Glibc.write(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: rest).baseAddress,
                    rest.count
                )
                if put < 0 && errno == EINTR { continue }
                if put < 0 {
                    failure = .last("write")
                    break
                }
                rest = rest.dropFirst(put)
            }
        }
        if let failure { throw failure }
    }

    /// Waits until the medium holds all that was written.
    func sync() throws(ObjectStoreError) {
        guard fsync(descriptor) == 0 else { throw .last("fsync") }
    }

    /// Whether the file now carries `text` as attribute `name`; false where its file system has no attributes.
    func setAttribute(_ name: String, to text: String) throws(ObjectStoreError) -> Bool {
        if fsetxattr(descriptor, name, text, text.utf8.count, 0) == 0 { return true }
        if errno == EOPNOTSUPP || errno == EPERM { return false }
        throw .last("fsetxattr")
    }

    /// The attribute `name`, or nil where the file has none.
    func attribute(_ name: String) throws(ObjectStoreError) -> String? {
        var text = [UInt8](repeating: 0, count: 256)
        let length = fgetxattr(descriptor, name, &text, text.count)
        if length >= 0 { return String(decoding: text.prefix(length), as: UTF8.self) }
        if errno == ENODATA || errno == EOPNOTSUPP { return nil }
        throw .last("fgetxattr")
    }
}

extension Instant {
    /// The time of a file's status, in whole milliseconds.
    init(_ time: timespec) {
        self.init(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

extension ObjectStoreError {
    /// What `errno` says of the system call before.
    static func last(_ operation: String) -> ObjectStoreError {
        switch errno {
        case ENOSPC, EDQUOT: .outOfSpace
        default: .failed(operation: operation, code: errno)
        }
    }
}
