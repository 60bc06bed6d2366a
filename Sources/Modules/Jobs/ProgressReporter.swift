internal import Essentials

/// Passes a job's progress on, less often than it is told.
actor ProgressReporter {
    private let claim: ClaimedJob
    private let queue: JobQueue
    private let listener: @Sendable (JobProgress) async -> Void
    private var lastHeard: ContinuousClock.Instant?
    private var lastStored: ContinuousClock.Instant?
    private var lastDoing = ""

    init(_ claim: ClaimedJob, queue: JobQueue, listener: @escaping @Sendable (JobProgress) async -> Void) {
        self.claim = claim
        self.queue = queue
        self.listener = listener
    }

    func tell(_ fraction: Double, doing: String) async {
        let fraction = min(1, max(0, fraction.isNaN ? 0 : fraction))
        let isNew = doing != lastDoing
        lastDoing = doing
        let now = ContinuousClock.now
        if isNew || isPast(lastHeard, .milliseconds(100), now) {
            lastHeard = now
            let progress = JobProgress(
                id: claim.id,
                kind: claim.kind,
                payload: claim.payload,
                fraction: fraction,
                doing: doing
            )
            await listener(progress)
        }
        if isNew || isPast(lastStored, .seconds(1), now) {
            lastStored = now
            // Only for those who look later: where it fails, the next one will do.
            try? await queue.store(fraction, doing: doing, of: claim)
        }
    }

    private func isPast(
        _ last: ContinuousClock.Instant?,
        _ pause: Duration,
        _ now: ContinuousClock.Instant
    ) -> Bool {
        guard let last else { return true }
        return last + pause <= now
    }
}
