internal import Essentials
internal import Glibc
internal import Synchronization

/// Starts media children and hears what they say.
///
/// A child has a thread of this process to itself from its start to its end: the kernel kills it with that thread,
/// and so with this process.
struct ChildProcess: Sendable {
    /// Why a child has no answer.
    enum Failure: Error, Equatable {
        /// It could not be started.
        case notStarted(code: Int32)
        /// It said so itself; the code is a `MediaError.Reason` or `child_failed`.
        case failed(code: String, detail: String)
        /// It was killed since it took too long, or said nothing for too long.
        case timedOut
        /// It used up what it may, or crashed.
        case killed(signal: Int32)
        /// It ended without a word.
        case ended(status: Int32)
    }

    /// How long a child may take.
    struct Patience: Sendable {
        /// From start to end.
        var whole: Duration
        /// From one message to the next.
        var silence: Duration
    }

    private let executable: String
    private let threads: BlockingThreads

    /// Children of `executable`, at most `limit` at a time; more wait.
    ///
    /// The default is this very program, even if its file has been replaced meanwhile.
    init(executable: String = "/proc/self/exe", limit: Int) {
        self.executable = executable
        threads = BlockingThreads(count: limit, label: "media-child")
    }

    /// Runs a child for `task` on the file at `path` and calls `hear` with each message in order.
    ///
    /// Returns once the child has ended well and all was heard. Throws `Failure`, or what `hear` throws. The child is
    /// killed when the task is cancelled or `hear` throws.
    func run(
        _ task: ChildOrder.Task,
        on path: String,
        limits: ChildLimits,
        patience: Patience,
        hear: (ChildMessage) async throws -> Void
    ) async throws {
        let order = ChildOrder(task, path: path, limits: limits, parent: getpid())
        let argument = try order.argument
        let (messages, speaker) = AsyncStream.makeStream(of: ChildMessage.self)
        let leash = Leash()
        async let end: Void = threads.run { [executable] in
            defer { speaker.finish() }
            try leash.run(executable, argument, patience) { speaker.yield($0) }
        }
        do {
            try await withTaskCancellationHandler {
                for await message in messages { try await hear(message) }
            } onCancel: {
                leash.kill()
            }
        } catch {
            leash.kill()
            _ = try? await end
            throw error
        }
        try await end
        try Task.checkCancellation()
    }
}
