internal import FoundationEssentials
internal import Glibc
internal import Synchronization

/// The child's standard output, one message per line, from any task.
final class Answer: Sendable {
    private let turn = Mutex(())

    /// Writes `message`; throws where nobody listens any more.
    func say(_ message: ChildMessage) throws {
        let line = [UInt8](try JSONEncoder().encode(message)) + [UInt8(ascii: "\n")]
        try turn.withLock { _ in try Descriptor.write(line, to: STDOUT_FILENO) }
    }
}

/// Calls on open files, which say why they failed.
enum Descriptor {
    struct Failure: Error {
        let operation: String
        let code: Int32
    }

    /// Writes all of `bytes`.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(Failure) {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor,
                    buffer.baseAddress?.advanced(by: written),
                    buffer.count - written
                )
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw Failure(operation: "write", code: errno) }
            written += count
        }
    }

    /// At most `limit` bytes that can be read now; none at the end.
    static func read(_ descriptor: Int32, atMost limit: Int) throws(Failure) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
            var count: Int
            repeat {
                count = unsafe Glibc.read(descriptor, buffer.baseAddress, limit)
            } while count < 0 && errno == EINTR
            if count < 0 { failure = errno }
            filled = max(0, count)
        }
        guard failure == 0 else { throw Failure(operation: "read", code: failure) }
        return bytes
    }
}
