internal import Crypto
internal import Essentials
internal import Synchronization

/// A file that comes into being whole: written elsewhere, hashed on the way, synced, then given its name.
///
/// One task at a time uses it, on threads that may block. Without `commit` it leaves nothing.
final class DiskWriter: Sendable {
    private struct State: ~Copyable {
        let file: DiskFile
        var hash = SHA256()
        var size = 0
    }

    private let temporary: String
    private let sums: Checksums
    private let state: Mutex<State?>

    /// A new file in the folder `scratch`, on the file system of what it will become.
    init(scratch: String, sums: Checksums) throws(ObjectStoreError) {
        temporary = "\(scratch)/\(ID<DiskWriter>())"
        self.sums = sums
        state = Mutex(State(file: try DiskFile(creating: temporary)))
    }

    deinit {
        if state.withLock({ $0 != nil }) { try? DiskFolder.remove(temporary) }
    }

    /// Bytes written so far.
    var size: Int { state.withLock { $0?.size ?? 0 } }

    /// Adds `bytes` at the end.
    func append(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            try state?.file.write(bytes)
            state?.hash.update(bytes)
            state?.size += bytes.count
        }
    }

    /// Gives the file its name in a folder that exists, for good; nothing may be appended after.
    func commit(to path: String) throws -> (size: Int, digest: Digest) {
        guard let state = state.withLock({ $0.take() }) else { preconditionFailure("committed twice") }
        do {
            let size = state.size
            let digest = try finish(state, path)
            return (size, digest)
        } catch {
            try? DiskFolder.remove(temporary)
            throw error
        }
    }

    private func finish(_ state: consuming State, _ path: String) throws(ObjectStoreError) -> Digest {
        let digest = state.hash.finish()
        try sums.keep(digest, with: state.file, path: path)
        try state.file.sync()
        try DiskFolder.rename(temporary, to: path)
        return digest
    }
}
