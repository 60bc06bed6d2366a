internal import Essentials
internal import SQL

/// Work that is due again and again, once for all processes.
package struct JobSchedule: Sendable {
    let kind: String
    let period: Duration
    let offset: Duration
    let payload: @Sendable () throws -> String

    /// Enqueues a job of `kind` each `period`, counted from midnight UTC and later by `offset`.
    ///
    /// What was missed while no process ran is made up for by one job. The period is a whole number of
    /// milliseconds, and at least a second.
    package init<Payload>(
        _ kind: JobKind<Payload>,
        every period: Duration,
        offset: Duration = .zero,
        payload: @escaping @Sendable () -> Payload
    ) {
        precondition(period >= .seconds(1), "a period of at least a second")
        self.kind = kind.name
        self.period = period
        self.offset = offset
        self.payload = { try PayloadText.encode(payload()) }
    }

    /// The first time that is due after `instant`.
    func next(after instant: Instant) -> Instant {
        let period = period.milliseconds
        let elapsed = instant.milliseconds - offset.milliseconds
        let remainder = (elapsed % period + period) % period
        return Instant(milliseconds: instant.milliseconds - remainder + period)
    }
}

extension JobQueue {
    /// Enqueues what is due; when the next will be.
    func enqueueDue(_ schedules: [JobSchedule]) async throws -> Instant? {
        var earliest: Instant?
        for schedule in schedules {
            let next = try await enqueueIfDue(schedule)
            earliest = min(earliest ?? next, next)
        }
        return earliest
    }

    private func enqueueIfDue(_ schedule: JobSchedule) async throws -> Instant {
        let now = now()
        let next = schedule.next(after: now)
        return try await database.transaction { session in
            try await session.execute(
                """
                INSERT INTO job_schedules (kind, next_at) VALUES (\(schedule.kind), \(next))
                ON CONFLICT (kind) DO NOTHING
                """
            )
            let known: Instant = try await session.value(
                "SELECT next_at FROM job_schedules WHERE kind = \(schedule.kind) \(session.dialect.forUpdate)"
            )
            // A shorter period than before counts from now on.
            guard known <= now || known > next else { return known }
            try await session.execute(
                "UPDATE job_schedules SET next_at = \(next) WHERE kind = \(schedule.kind)"
            )
            guard known <= now else { return next }
            _ = try await enqueue(
                schedule.kind,
                schedule.payload(),
                in: session,
                runAt: now,
                dedupeKey: "schedule"
            )
            return next
        }
    }
}
