internal import FoundationEssentials
internal import Glibc

/// A folder for the files of one piece of work.
struct ScratchFolder: Sendable {
    let path: String

    /// The folder at `path`, which exists.
    init(_ path: String) {
        self.path = path
    }

    /// A new folder of its own below `parent`, which is made where it is missing; only this user may look into it.
    static func make(in parent: String) throws -> ScratchFolder {
        let manager = FileManager.default
        try manager.createDirectory(atPath: parent, withIntermediateDirectories: true)
        let path = "\(parent)/\(prefix)\(UUID().uuidString.lowercased())"
        try manager.createDirectory(
            atPath: path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        return ScratchFolder(path)
    }

    /// Removes the folders below `parent` that nobody has touched for a day: their makers are dead.
    static func removeOld(in parent: String) {
        let manager = FileManager.default
        let yesterday = Date.now.addingTimeInterval(-86_400)
        for name in (try? manager.contentsOfDirectory(atPath: parent)) ?? [] where name.hasPrefix(prefix) {
            let path = "\(parent)/\(name)"
            let attributes = try? manager.attributesOfItem(atPath: path)
            guard let date = attributes?[.modificationDate] as? Date, date < yesterday else { continue }
            try? manager.removeItem(atPath: path)
        }
    }

    private static let prefix = "stemma-ingest-"

    func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes `bytes` as the whole of `name`, in place of what was there.
    func write(_ bytes: [UInt8], as name: String) throws(Descriptor.Failure) {
        let descriptor = unsafe open(path(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Descriptor.Failure(operation: "open", code: errno) }
        defer { close(descriptor) }
        try Descriptor.write(bytes, to: descriptor)
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

    /// Removes the folder with all that is in it.
    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
