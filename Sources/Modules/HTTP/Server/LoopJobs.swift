internal import Synchronization

/// The jobs of an event loop: those that come from its own thread, and those of others, which wake it.
final class LoopJobs: @unchecked Sendable {
    // Unchecked since `local` and `running` are touched by the loop's thread only, which `isOnLoop` asserts.
    private struct Remote: Sendable {
        var jobs: [UnownedJob] = []
        var isStopped = false
    }

    /// How many times in a row the queue is emptied before the sockets get their turn.
    private static let rounds = 16

    /// Raised when a job comes from another thread.
    let waker: Waker

    private let remote = Guarded(Remote())

    /// Whether `remote` may hold jobs, to be asked without its lock.
    private let hasRemote = Atomic(false)
    private var local: [UnownedJob] = []
    private var running: [UnownedJob] = []

    init() throws {
        waker = try Waker()
    }

    /// Adds a job, from any thread.
    func add(_ job: UnownedJob, isOnLoop: Bool) {
        guard !isOnLoop else {
            local.append(job)
            return
        }
        let isFirst = remote.withLock { remote in
            remote.jobs.append(job)
            hasRemote.store(true, ordering: .releasing)
            return remote.jobs.count == 1
        }
        if isFirst { waker.wake() }
    }

    /// Whether the loop is to end; from any thread.
    var isStopped: Bool { remote.withLock { $0.isStopped } }

    /// Tells the loop to end; from any thread.
    func stop() {
        remote.withLock { $0.isStopped = true }
        waker.wake()
    }

    /// Runs jobs until there are none, or the sockets have waited long enough; whether some are left.
    func run(on executor: UnownedSerialExecutor, _ taskExecutor: UnownedTaskExecutor) -> Bool {
        for _ in 0..<Self.rounds {
            if hasRemote.load(ordering: .acquiring) { takeRemote() }
            if local.isEmpty { return false }
            swap(&local, &running)
            for job in running { job.runSynchronously(isolatedTo: executor, taskExecutor: taskExecutor) }
            running.removeAll(keepingCapacity: true)
        }
        return !local.isEmpty
    }

    private func takeRemote() {
        remote.withLock { remote in
            local.append(contentsOf: remote.jobs)
            remote.jobs.removeAll(keepingCapacity: true)
            hasRemote.store(false, ordering: .relaxed)
        }
    }
}
