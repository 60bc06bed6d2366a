package import Essentials
internal import SQL

/// A job as the people who run the instance see it.
package struct JobRecord: Sendable {
    package let id: ID<Job>
    package let kind: String
    package let state: JobState
    /// How many attempts were begun.
    package let attempt: Int
    /// When it will run; while it runs, when its lease ends.
    package let dueAt: Instant
    /// How much of it is done, 0…1.
    package let progress: Double
    /// What it is at, as a code.
    package let doing: String?
    /// Why the latest attempt failed.
    package let failure: JobFailure?
    /// What it was told, as JSON.
    package let payload: String
    package let createdAt: Instant
    package let finishedAt: Instant?
}

extension JobRecord {
    /// What it was told, where it is of this shape.
    package func told<Payload: Decodable>(_ type: Payload.Type) -> Payload? {
        try? PayloadText.decode(payload, as: type)
    }
}

extension JobState: SQLEnum {}

extension JobQueue {
    /// Jobs, the newest first.
    package func list(
        state: JobState? = nil,
        kind: String? = nil,
        after cursor: Cursor? = nil,
        limit: Int = 20
    ) async throws -> Page<JobRecord> {
        let before = cursor?.keys.first.flatMap { ID<Job>($0) }
        let statement = Self.listStatement(state: state, kind: kind, before: before, limit: limit)
        let records = try await database.query(statement).map(JobRecord.init(row:))
        return Page(records, limit: limit) { Cursor($0.id.text) }
    }

    static func listStatement(state: JobState?, kind: String?, before id: ID<Job>?, limit: Int) -> SQL {
        var conditions: [SQL] = []
        if let state { conditions.append("state = \(state)") }
        if let kind { conditions.append("kind = \(kind)") }
        if let id { conditions.append("id < \(id)") }
        let filter: SQL = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
        return "SELECT \(JobRecord.columns) FROM jobs \(filter) ORDER BY id DESC LIMIT \(limit + 1)"
    }

    /// One job, or nil where it is unknown or long done.
    package func job(_ id: ID<Job>) async throws -> JobRecord? {
        try await database.first("SELECT \(JobRecord.columns) FROM jobs WHERE id = \(id)")
            .map(JobRecord.init(row:))
    }

    /// Lets a job that failed for good, or that waits for its time, run now with all its attempts before it.
    ///
    /// - Returns: false where it is unknown, running or done, or one with the same key is queued already.
    package func retry(_ id: ID<Job>) async throws -> Bool {
        try await database.transaction { session in
            let changes = try await session.execute(
                """
                UPDATE jobs SET state = 'waiting', attempt = 0, due_at = \(now()), finished_at = NULL
                WHERE id = \(id) AND (state = 'waiting' OR state = 'dead' AND NOT EXISTS (
                    SELECT 1 FROM jobs AS other
                    WHERE other.kind = jobs.kind AND other.dedupe_key = jobs.dedupe_key
                        AND other.state IN ('waiting', 'running')
                ))
                """
            )
            try await session.notify(Self.channel)
            return changes == 1
        }
    }

    /// Forgets jobs that were done before `instant`.
    func prune(before instant: Instant) async throws {
        try await database.execute("DELETE FROM jobs WHERE state = 'done' AND finished_at < \(instant)")
    }
}

extension JobRecord {
    fileprivate static let columns: SQL = """
        id, kind, state, attempt, due_at, progress, doing, error_code, error_arguments, payload, created_at,
        finished_at
        """

    fileprivate init(row: Row) throws {
        id = try row["id"]
        kind = try row["kind"]
        state = try row["state"]
        attempt = try row["attempt"]
        dueAt = try row["due_at"]
        progress = try row["progress"]
        doing = try row["doing"]
        let code: String? = try row["error_code"]
        let arguments: String? = try row["error_arguments"]
        let isFinal = state == .dead
        failure = try code.map { code in
            JobFailure(code, arguments: try PayloadText.decode(arguments ?? "{}"), retry: !isFinal)
        }
        payload = try row["payload"]
        createdAt = try row["created_at"]
        finishedAt = try row["finished_at"]
    }
}
