internal import Essentials
internal import SQL

/// Performs claimed jobs and records what became of them.
struct JobAttempts: Sendable {
    let queue: JobQueue
    let onProgress: @Sendable (JobProgress) async -> Void
    let onEnd: @Sendable (JobEnd) -> Void
    let onTrouble: @Sendable (any Error) -> Void

    private typealias Outcome = JobEnd.Outcome

    /// Runs one attempt under its lease and records the outcome, also in a task that is cancelled.
    func perform(_ claim: ClaimedJob, _ handler: JobHandler) async {
        let start = ContinuousClock.now
        let outcome = await attempt(claim, handler)
        // A task of its own, since a cancelled one gets no connection.
        await Task { await record(outcome, of: claim, handler) }.value
        onEnd(
            JobEnd(
                id: claim.id,
                kind: handler.kind,
                attempt: claim.attempt,
                outcome: outcome,
                duration: start.duration(to: .now)
            )
        )
    }

    /// Runs the handler and the lease's renewal side by side until one of them has an outcome.
    private func attempt(_ claim: ClaimedJob, _ handler: JobHandler) async -> Outcome {
        guard claim.attempt <= handler.maxAttempts else {
            return .failed(JobFailure(JobFailure.workerLost, retry: false))
        }
        return await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await run(claim, handler) }
            group.addTask { await hold(claim, lease: handler.lease) }
            var outcome: Outcome?
            for await next in group where outcome == nil && next != nil {
                outcome = next
                group.cancelAll()
            }
            return outcome ?? .interrupted
        }
    }

    private func run(_ claim: ClaimedJob, _ handler: JobHandler) async -> Outcome {
        let context = JobContext(
            id: claim.id,
            attempt: claim.attempt,
            isLastAttempt: claim.attempt >= handler.maxAttempts,
            claim: claim,
            queue: queue,
            reporter: ProgressReporter(claim, queue: queue, listener: onProgress)
        )
        do {
            try await handler.run(claim.payload, context)
            return .done
        } catch is LeaseLost {
            return .lost
        } catch {
            if Task.isCancelled { return .interrupted }
            let failure = error as? JobFailure ?? .unexpected(error)
            return failure.retry && !context.isLastAttempt ? .postponed(failure) : .failed(failure)
        }
    }

    /// Renews the lease until cancelled; `lost` where another has the job or nothing could be renewed in time.
    private func hold(_ claim: ClaimedJob, lease: Duration) async -> Outcome? {
        var end = ContinuousClock.now + lease
        while (try? await Task.sleep(for: lease / 3)) != nil {
            let asked = ContinuousClock.now
            do {
                guard try await queue.renew(claim, lease: lease) else { return .lost }
                end = asked + lease
            } catch {
                if ContinuousClock.now >= end { return .lost }
            }
        }
        return nil
    }

    /// Records the outcome, trying again for some seconds; what can't be recorded is done again by others later.
    private func record(_ outcome: Outcome, of claim: ClaimedJob, _ handler: JobHandler) async {
        for pause in [Duration.seconds(1), .seconds(3), .zero] {
            do {
                return try await write(outcome, of: claim, handler)
            } catch {
                onTrouble(error)
                try? await Task.sleep(for: pause)
            }
        }
    }

    private func write(_ outcome: Outcome, of claim: ClaimedJob, _ handler: JobHandler) async throws {
        switch outcome {
        case .done: _ = try await queue.complete(claim, in: queue.database)
        case .interrupted: try await queue.release(claim)
        case .lost: break
        case .postponed(let failure):
            let chance = Double.random(in: 0..<1)
            let delay = Backoff.delay(after: claim.attempt, base: handler.backoff, chance: chance)
            try await queue.postpone(claim, failure, until: queue.now() + delay)
        case .failed(let failure):
            try await queue.database.transaction { session in
                guard try await queue.bury(claim, failure, in: session) else { return }
                try await handler.giveUp(claim.payload, failure, session)
            }
        }
    }
}
