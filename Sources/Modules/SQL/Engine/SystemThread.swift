internal import Glibc

/// A thread of the system, for what would block those that tasks share.
enum SystemThread {
    /// Runs `main` to its end on a thread of its own, for which nobody waits.
    static func start(_ main: @escaping @Sendable () -> Void) {
        let context = Unmanaged.passRetained(Main(main)).toOpaque()
        var thread = pthread_t()
        let status = pthread_create(
            &thread,
            nil,
            { context in
                if let context { Unmanaged<Main>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            },
            context
        )
        precondition(status == 0, "no thread can be made")
        pthread_detach(thread)
    }

    private final class Main {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
