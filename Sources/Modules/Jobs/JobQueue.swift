package import Essentials
package import SQL

/// Work that outlives the request that caused it, kept in the database.
package struct JobQueue: Sendable {
    /// Where it is told that there is something new to do.
    static let channel: Channel = "jobs"

    /// The processes that do jobs.
    static let workers: Channel = "workers"

    let database: any Database
    let now: @Sendable () -> Instant

    /// The queue in `database`; `now` is the clock that says what is due.
    package init(_ database: any Database, now: @escaping @Sendable () -> Instant = { .now }) {
        self.database = database
        self.now = now
    }

    /// Adds a job in the transaction that causes it: it exists from the commit on, or never.
    ///
    /// With a `dedupeKey`, at most one job of the kind and key waits or runs at a time. Where one waits, it takes
    /// over this payload and the earlier of the two times; where one runs, it will run once more afterwards.
    ///
    /// - Returns: the id of the job that will do it.
    @discardableResult
    package func enqueue<Payload>(
        _ kind: JobKind<Payload>,
        _ payload: Payload,
        in session: any Session,
        runAt: Instant? = nil,
        dedupeKey: String? = nil
    ) async throws -> ID<Job> {
        let payload = try PayloadText.encode(payload)
        return try await enqueue(kind.name, payload, in: session, runAt: runAt ?? now(), dedupeKey: dedupeKey)
    }

    func enqueue(
        _ kind: String,
        _ payload: String,
        in session: any Session,
        runAt: Instant,
        dedupeKey: String?
    ) async throws -> ID<Job> {
        let least = session.dialect.least
        let id: ID<Job> = try await session.value(
            """
            INSERT INTO jobs (
                id, kind, payload, dedupe_key, is_wanted_again, state, attempt, due_at, progress, created_at
            )
            VALUES (\(ID<Job>()), \(kind), \(payload), \(dedupeKey), 0, 'waiting', 0, \(runAt), 0, \(now()))
            ON CONFLICT (kind, dedupe_key) WHERE state IN ('waiting', 'running') DO UPDATE SET
                payload = excluded.payload,
                is_wanted_again = CASE jobs.state WHEN 'running' THEN 1 ELSE 0 END,
                due_at = CASE jobs.state
                    WHEN 'running' THEN jobs.due_at
                    ELSE \(least)(jobs.due_at, excluded.due_at)
                END
            RETURNING id
            """
        )
        try await session.notify(Self.channel)
        return id
    }
}
