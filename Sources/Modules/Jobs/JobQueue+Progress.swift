package import SQL

extension JobQueue {
    /// How far the jobs of a kind are that wait or run under these keys, 0…1; keys without one are left out.
    package static func progress<Payload>(
        of kind: JobKind<Payload>,
        dedupeKeys keys: [String],
        in session: any Session
    ) async throws(SQLError) -> [String: Double] {
        guard !keys.isEmpty else { return [:] }
        let rows = try await session.query(
            """
            SELECT dedupe_key, progress FROM jobs
            WHERE kind = \(kind.name) AND dedupe_key IN (\(list: keys)) AND state IN ('waiting', 'running')
            """
        )
        var progress: [String: Double] = [:]
        for row in rows { progress[try row["dedupe_key"]] = try row["progress"] }
        return progress
    }
}
