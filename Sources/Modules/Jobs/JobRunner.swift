internal import Essentials
internal import SQL
internal import Synchronization

/// Does the jobs in a queue for as long as its task lives.
package final class JobRunner: Sendable {
    /// How long what was done is kept to be looked at.
    private static let retention = Duration.seconds(3 * 86_400)

    private let queue: JobQueue
    private let schedules: [JobSchedule]
    private let patience: Duration
    private let attempts: JobAttempts
    private let slots: Mutex<Slots>
    private let alarm = Alarm()
    private let nextUpkeep = Mutex(Instant(milliseconds: 0))
    private let onTrouble: @Sendable (any Error) -> Void

    /// A runner of the jobs that `handlers` do, one handler for a kind.
    ///
    /// - Parameters:
    ///   - queue: Where the jobs are.
    ///   - handlers: How they are done; jobs of other kinds are left to other processes.
    ///   - schedules: What this runner enqueues by the clock.
    ///   - total: How many jobs run at once.
    ///   - limits: How many of these the jobs of a priority may take, so that others find room.
    ///   - patience: How long to wait where no notice comes, since notices can be lost.
    ///   - onProgress: Hears how far jobs are.
    ///   - onEnd: Hears how each attempt ended.
    ///   - onTrouble: Hears of failures that are nobody's but the database's; the runner goes on.
    package init(
        _ queue: JobQueue,
        handlers: [JobHandler],
        schedules: [JobSchedule] = [],
        total: Int,
        limits: [JobPriority: Int] = [:],
        patience: Duration = .seconds(5),
        onProgress: @escaping @Sendable (JobProgress) async -> Void = { _ in },
        onEnd: @escaping @Sendable (JobEnd) -> Void = { _ in },
        onTrouble: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        precondition(Set(handlers.map(\.kind)).count == handlers.count, "two handlers of one kind")
        self.queue = queue
        self.schedules = schedules
        self.patience = patience
        self.onTrouble = onTrouble
        attempts = JobAttempts(
            queue: queue,
            onProgress: onProgress,
            onEnd: onEnd,
            onTrouble: onTrouble
        )
        slots = Mutex(Slots(handlers, total: total, limits: limits))
    }

    /// Runs jobs until cancelled; then handlers are cancelled, and what they had not done is put back.
    ///
    /// - Throws: `SQLError` where the database can't be reached at the start; later it is tried again.
    package func run() async throws {
        try await enlist()
        let notices = try await queue.database.notices(on: JobQueue.channel)
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await _ in notices { self.alarm.ring() }
            }
            while !Task.isCancelled {
                let pause = await beginDue(in: &group)
                await alarm.wait(atMost: pause)
            }
        }
    }

    /// Counts this process among the workers, once there is room to write that down: what is read goes on meanwhile.
    private func enlist() async throws {
        while true {
            do {
                return try await queue.enlist()
            } catch let error as SQLError where error.kind == .outOfSpace {
                onTrouble(error)
                try await Task.sleep(for: patience)
            }
        }
    }

    /// Runs what is due, and what that makes due, and returns when nothing is left to do now.
    package func drain() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                let begun = try await claimDue()
                for (claim, handler) in begun.jobs { group.addTask { await self.perform(claim, handler) } }
                if begun.jobs.isEmpty, slots.withLock(\.isEmpty) { return }
                await alarm.wait(atMost: begun.pause)
            }
        }
    }

    /// Begins what is due and has room; how long to wait until there may be more.
    private func beginDue(in group: inout DiscardingTaskGroup) async -> Duration {
        do {
            let upkeep = try await keepUp()
            let begun = try await claimDue()
            for (claim, handler) in begun.jobs { group.addTask { await self.perform(claim, handler) } }
            return min(upkeep, begun.pause)
        } catch {
            if !Task.isCancelled { onTrouble(error) }
            return .seconds(1)
        }
    }

    private typealias Begun = (jobs: [(ClaimedJob, JobHandler)], pause: Duration)

    /// Claims what is due in order of priority, as far as there is room.
    private func claimDue() async throws -> Begun {
        let open = slots.withLock { $0.open }
        let due = try await queue.nextDue(open.map(\.kind))
        let now = queue.now()
        var jobs: [(ClaimedJob, JobHandler)] = []
        for handler in open where due[handler.kind].map({ $0 <= now }) ?? false {
            let room = slots.withLock { $0.room(for: handler) }
            if room == 0 { continue }
            let claims = await claim(handler, limit: room)
            slots.withLock { $0.begin(handler.kind, count: claims.count) }
            jobs += claims.map { ($0, handler) }
        }
        return (jobs, pause(until: due.values.min(), now: now, hasBegun: !jobs.isEmpty))
    }

    /// Jobs of one kind; none in trouble, which must not keep those claimed before from being begun.
    private func claim(_ handler: JobHandler, limit: Int) async -> [ClaimedJob] {
        do {
            return try await queue.claim(handler.kind, limit: limit, lease: handler.lease)
        } catch {
            onTrouble(error)
            return []
        }
    }

    /// Not at all after something was begun, since there may be more; shortly where others were quicker.
    private func pause(until next: Instant?, now: Instant, hasBegun: Bool) -> Duration {
        if hasBegun { return .zero }
        guard let next else { return patience }
        return max(.milliseconds(50), min(patience, next - now))
    }

    private func perform(_ claim: ClaimedJob, _ handler: JobHandler) async {
        await attempts.perform(claim, handler)
        slots.withLock { $0.end(handler.kind) }
        alarm.ring()
    }

    /// Enqueues what the clock says and forgets what is long done; how long until the next time.
    private func keepUp() async throws -> Duration {
        let now = queue.now()
        let next = nextUpkeep.withLock { $0 }
        guard next <= now else { return next - now }
        try await queue.prune(before: now - Self.retention)
        let hour = now + .seconds(3600)
        let then = min(hour, try await queue.enqueueDue(schedules) ?? hour)
        nextUpkeep.withLock { $0 = then }
        return max(.zero, then - queue.now())
    }
}
