internal import Glibc

/// A value behind a POSIX mutex.
///
/// Not `Synchronization.Mutex`, in which the thread sanitizer sees races that aren't there.
final class Guarded<Value: Sendable>: @unchecked Sendable {
    // Unchecked since the compiler doesn't know that `value` is touched under the mutex only.
    private var value: Value
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>

    init(_ value: Value) {
        self.value = value
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        pthread_mutex_init(mutex, nil)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deallocate()
    }

    /// Runs `body` alone with the value; it must be short and must not wait.
    func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
