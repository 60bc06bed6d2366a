internal import FoundationEssentials
internal import Glibc

/// Holds a scratch folder of its own for one piece of work.
///
/// The folder is locked for as long as its maker lives, so that others can tell what the dead have left. Who looks for
/// that locks the folder above it meanwhile: a folder is never seen between its making and its lock.
final class ScratchLease: Sendable {
    let folder: ScratchFolder
    private let lock: Int32

    /// A new folder below `parent`, which is made where it is missing; only this user may look into it.
    ///
    /// Removes what dead makers have left there.
    init(in parent: String) throws {
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        Self.removeAbandoned(in: parent)
        let gate = try Self.lock(parent, LOCK_SH)
        defer { close(gate) }
        let path = "\(parent)/\(Self.prefix)\(UUID().uuidString.lowercased())"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        lock = try Self.lock(path, LOCK_EX)
        folder = ScratchFolder(path)
    }

    deinit { close(lock) }

    /// Removes the folder with all that is in it.
    func end() { try? FileManager.default.removeItem(atPath: folder.path) }

    /// Removes the folders below `parent` whose makers are dead; none where others make or remove some right now.
    static func removeAbandoned(in parent: String) {
        guard let gate = try? lock(parent, LOCK_EX | LOCK_NB) else { return }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
        let abandoned = names.filter { $0.hasPrefix(prefix) }.map { "\(parent)/\($0)" }
            .compactMap { path in (try? lock(path, LOCK_EX | LOCK_NB)).map { (path, $0) } }
        close(gate)
        for (path, lock) in abandoned {
            try? FileManager.default.removeItem(atPath: path)
            close(lock)
        }
    }

    private static let prefix = "stemma-ingest-"

    /// An open descriptor of the folder at `path`, which is locked until that is closed.
    static func lock(_ path: String, _ way: Int32) throws(Descriptor.Failure) -> Int32 {
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Descriptor.Failure(operation: "open", code: errno) }
        guard flock(descriptor, way) == 0 else {
            defer { close(descriptor) }
            throw Descriptor.Failure(operation: "lock", code: errno)
        }
        return descriptor
    }
}
