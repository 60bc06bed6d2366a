internal import Synchronization

/// Runs asynchronous work to its end on the calling thread, for parsers that await nothing but their own actors.
final class Here: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])

    /// What `work` gives.
    static func run<Result: Sendable>(_ work: @Sendable @escaping () async -> Result) -> Result {
        let here = Here()
        let result = Mutex<Result?>(nil)
        Task(executorPreference: here) {
            let given = await work()
            result.withLock { $0 = given }
        }
        while let job = here.jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            job.runSynchronously(on: here.asUnownedTaskExecutor())
        }
        guard let given = result.withLock(\.self) else { fatalError("something waits for another thread") }
        return given
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
    }
}
