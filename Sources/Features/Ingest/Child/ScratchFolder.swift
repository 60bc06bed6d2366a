internal import Glibc

/// A folder for the files of one piece of work.
struct ScratchFolder: Sendable {
    let path: String

    /// The folder at `path`, which exists.
    init(_ path: String) {
        self.path = path
    }

    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes `bytes` as the whole of `name`, in place of what was there.
    func write(_ bytes: [UInt8], as name: String) throws(Descriptor.Failure) {
        let descriptor = unsafe open(path(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Descriptor.Failure(operation: "open", code: errno) }
        defer { close(descriptor) }
        try Descriptor.write(bytes, to: descriptor)
    }

    /// Writes `bytes` at the end of `name`, which is made where it is missing.
    func append(_ bytes: [UInt8], to name: String) throws(Descriptor.Failure) {
        let descriptor = unsafe open(path(name), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Descriptor.Failure(operation: "open", code: errno) }
        defer { close(descriptor) }
        try Descriptor.write(bytes, to: descriptor)
    }

    /// Writes `bytes` over the start of `name`, which is there; returns how long the file is.
    func overwrite(_ name: String, with bytes: [UInt8]) throws(Descriptor.Failure) -> Int {
        let descriptor = unsafe open(path(name), O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Descriptor.Failure(operation: "open", code: errno) }
        defer { close(descriptor) }
        try Descriptor.write(bytes, to: descriptor)
        return lseek(descriptor, 0, SEEK_END)
    }

    /// All of the file at `path`; throws where it is longer than `limit`.
    static func read(_ path: String, atMost limit: Int) throws(Descriptor.Failure) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Descriptor.Failure(operation: "open", code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while true {
            let more = try Descriptor.read(descriptor, atMost: 1 << 16)
            if more.isEmpty { return bytes }
            bytes += more
            guard bytes.count <= limit else { throw Descriptor.Failure(operation: "read", code: EFBIG) }
        }
    }

    func read(_ name: String) throws(Descriptor.Failure) -> [UInt8] {
        try Self.read(path(name), atMost: 512 << 20)
    }

    func remove(_ name: String) { unsafe unlink(path(name)) }
}
