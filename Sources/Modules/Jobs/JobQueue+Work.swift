internal import Essentials
internal import SQL

/// A job that a worker holds.
struct ClaimedJob: Sendable {
    let id: ID<Job>
    let kind: String
    let payload: String
    let attempt: Int
    /// Made for this claim alone: who finds another one in the table has lost the job.
    let lease: ID<Lease>

    enum Lease {}
}

extension JobQueue {
    /// Counts this process among the workers; where it is the only one, jobs that others had begun are due at once.
    ///
    /// While another worker lives, a lease is waited for: whose it is can't be told.
    func enlist() async throws {
        try await database.join(Self.workers) { try await database.execute(endLeasesStatement()) }
    }

    func endLeasesStatement() -> SQL {
        "UPDATE jobs SET due_at = \(now()) WHERE state = 'running' AND due_at > \(now())"
    }

    /// When the earliest job of each of these kinds is due, or its lease ends; kinds with none are left out.
    func nextDue(_ kinds: [String]) async throws -> [String: Instant] {
        guard !kinds.isEmpty else { return [:] }
        var due: [String: Instant] = [:]
        for row in try await database.query(Self.nextDueStatement(kinds)) {
            due[try row["name"]] = try row["due_at"]
        }
        return due
    }

    static func nextDueStatement(_ kinds: [String]) -> SQL {
        let names = kinds.map { "(\($0))" as SQL }.joined(separator: ", ")
        return """
            WITH kinds (name) AS (VALUES \(names)),
            due (name, due_at) AS (
                SELECT name, (
                    SELECT min(due_at) FROM jobs WHERE kind = name AND state IN ('waiting', 'running')
                )
                FROM kinds
            )
            SELECT name, due_at FROM due WHERE due_at IS NOT NULL
            """
    }

    /// Takes up to `limit` due jobs of a kind, also those whose worker let its lease run out.
    func claim(_ kind: String, limit: Int, lease: Duration) async throws -> [ClaimedJob] {
        let token = ID<ClaimedJob.Lease>()
        let statement = claimStatement(kind, limit: limit, until: now() + lease, lease: token)
        return try await database.query(statement).map { row in
            ClaimedJob(
                id: try row["id"],
                kind: kind,
                payload: try row["payload"],
                attempt: try row["attempt"],
                lease: token
            )
        }
    }

    func claimStatement(_ kind: String, limit: Int, until end: Instant, lease: ID<ClaimedJob.Lease>) -> SQL {
        """
        UPDATE jobs SET state = 'running', attempt = attempt + 1, due_at = \(end), lease = \(lease), progress = 0
        WHERE id IN (
            WITH chosen AS MATERIALIZED (
                SELECT id FROM jobs
                WHERE kind = \(kind) AND state IN ('waiting', 'running') AND due_at <= \(now())
                ORDER BY due_at, id LIMIT \(limit) \(database.dialect.forUpdateSkipLocked)
            )
            SELECT id FROM chosen
        )
        RETURNING id, payload, attempt
        """
    }

    /// Holds a job for longer; false where it is another's by now.
    func renew(_ claim: ClaimedJob, lease: Duration) async throws -> Bool {
        try await database.execute("UPDATE jobs SET due_at = \(now() + lease) WHERE \(held(claim))") == 1
    }

    /// Stores how far a job is.
    func store(_ fraction: Double, doing: String, of claim: ClaimedJob) async throws {
        try await database.execute(
            "UPDATE jobs SET progress = \(fraction), doing = \(doing) WHERE \(held(claim))"
        )
    }

    /// Marks a job as done, or as waiting where it was asked for again; false where it is another's by now.
    func complete(_ claim: ClaimedJob, in session: any Session) async throws -> Bool {
        try await session.execute(
            """
            UPDATE jobs SET
                state = CASE is_wanted_again WHEN 1 THEN 'waiting' ELSE 'done' END,
                attempt = CASE is_wanted_again WHEN 1 THEN 0 ELSE attempt END,
                progress = CASE is_wanted_again WHEN 1 THEN 0 ELSE 1 END,
                is_wanted_again = 0, due_at = \(now()), lease = NULL, doing = NULL,
                error_code = NULL, error_arguments = NULL, finished_at = \(now())
            WHERE \(held(claim))
            """
        ) == 1
    }

    /// Puts a job back as it was, at once: its worker has to stop.
    func release(_ claim: ClaimedJob) async throws {
        try await database.transaction { session in
            try await session.execute(
                """
                UPDATE jobs SET state = 'waiting', attempt = attempt - 1, due_at = \(now()), lease = NULL
                WHERE \(held(claim))
                """
            )
            try await session.notify(Self.channel)
        }
    }

    /// Lets a job wait for another attempt.
    func postpone(_ claim: ClaimedJob, _ failure: JobFailure, until later: Instant) async throws {
        try await database.execute(
            """
            UPDATE jobs SET state = 'waiting', due_at = \(later), lease = NULL,
                error_code = \(failure.code), error_arguments = \(PayloadText.encode(failure.arguments))
            WHERE \(held(claim))
            """
        )
    }

    /// Ends a job as failed, or lets it wait where it was asked for again; true where it is dead.
    func bury(_ claim: ClaimedJob, _ failure: JobFailure, in session: any Session) async throws -> Bool {
        let states: [String] = try await session.values(
            """
            UPDATE jobs SET
                state = CASE is_wanted_again WHEN 1 THEN 'waiting' ELSE 'dead' END,
                attempt = CASE is_wanted_again WHEN 1 THEN 0 ELSE attempt END,
                is_wanted_again = 0, due_at = \(now()), lease = NULL, finished_at = \(now()),
                error_code = \(failure.code), error_arguments = \(PayloadText.encode(failure.arguments))
            WHERE \(held(claim))
            RETURNING state
            """
        )
        return states == ["dead"]
    }

    private func held(_ claim: ClaimedJob) -> SQL {
        "id = \(claim.id) AND lease = \(claim.lease) AND state = 'running'"
    }
}
