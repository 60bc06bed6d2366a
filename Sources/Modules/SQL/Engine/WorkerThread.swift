internal import Glibc

/// One thread of the system that runs tasks: blocking C stays off the shared pool.
///
/// A task runs on it inside `withTaskExecutorPreference`, a whole transaction without changing threads.
final class WorkerThread: TaskExecutor, @unchecked Sendable {
    // Unchecked: `jobs` and `isStopping` are touched only under `mutex`, which has one address for its life.
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [UnownedJob] = []
    private var isStopping = false

    /// A thread that waits for work.
    init() {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(wake, nil)
        SystemThread.start { self.work() }
    }

    deinit {
        pthread_mutex_destroy(mutex)
        pthread_cond_destroy(wake)
        mutex.deallocate()
        wake.deallocate()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pthread_mutex_lock(mutex)
        precondition(!isStopping, "work for a thread that has ended")
        jobs.append(job)
        pthread_mutex_unlock(mutex)
        pthread_cond_signal(wake)
    }

    /// Lets the thread end once it has run what was enqueued.
    func stop() {
        pthread_mutex_lock(mutex)
        isStopping = true
        pthread_mutex_unlock(mutex)
        pthread_cond_signal(wake)
    }

    private func work() {
        let executor = asUnownedTaskExecutor()
        while let batch = nextJobs() {
            for job in batch { job.runSynchronously(on: executor) }
        }
    }

    /// What was enqueued since, or nil at the end.
    private func nextJobs() -> [UnownedJob]? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while jobs.isEmpty {
            if isStopping { return nil }
            pthread_cond_wait(wake, mutex)
        }
        defer { jobs.removeAll(keepingCapacity: true) }
        return jobs
    }
}
