package import SQL

/// How a kind of job is done.
package struct JobHandler: Sendable {
    let kind: String
    let priority: JobPriority
    let maxAttempts: Int
    let lease: Duration
    let backoff: Duration
    /// How many of the kind may run at once in one process.
    let limit: Int
    let run: @Sendable (_ payload: String, JobContext) async throws -> Void
    let giveUp: @Sendable (_ payload: String, JobFailure, any Session) async throws -> Void

    /// Does jobs of `kind` by `run`, at most `limit` at once in this process.
    ///
    /// `run` may be run more than once for one job, on other machines too: its effects must bear that, or be
    /// written in one transaction with `JobContext.finish(in:)`. Its task is cancelled when the program stops
    /// or the lease is lost. When a job has failed for good, `giveUp` runs in the transaction that says so.
    package init<Payload>(
        _ kind: JobKind<Payload>,
        limit: Int = .max,
        giveUp: @escaping @Sendable (Payload, JobFailure, any Session) async throws -> Void = { _, _, _ in },
        run: @escaping @Sendable (Payload, JobContext) async throws -> Void
    ) {
        self.kind = kind.name
        priority = kind.priority
        maxAttempts = kind.maxAttempts
        lease = kind.lease
        backoff = kind.backoff
        self.limit = limit
        self.run = { payload, context in try await run(PayloadText.decode(payload), context) }
        self.giveUp = { payload, failure, session in
            guard let payload = try? PayloadText.decode(payload, as: Payload.self) else { return }
            try await giveUp(payload, failure, session)
        }
    }
}
