internal import Glibc

/// A lock on a file of its own, which the system takes back when the process ends, however it does.
final class FileLock: Sendable {
    private let descriptor: Int32

    /// Opens the file at `path`, which is made where missing; nothing is locked yet.
    init(path: String) throws(SQLError) {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw SQLError(.connection, message: "\(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    /// Locks the file for this holder alone; false where another has a lock on it.
    func holdAlone() -> Bool { flock(descriptor, LOCK_EX | LOCK_NB) == 0 }

    /// Locks the file together with others, or lets them in; waits while another holds it alone.
    func share() async throws {
        while flock(descriptor, LOCK_SH | LOCK_NB) != 0 { try await Task.sleep(for: .milliseconds(10)) }
    }
}
