extension PostgresConnection {
    /// Holds an advisory lock of the schema together with all others in `crew`; `first` runs where it is the only one.
    ///
    /// The server takes some moments to notice that a process has died, so this looks more than once.
    func join(_ crew: Channel, first: @Sendable () async throws -> Void) async throws {
        let key: SQL = "hashtextextended(current_schema() || \(".\(crew.name)"), 0)"
        for attempt in 1...10 {
            let isAlone: Bool = try await run("SELECT pg_try_advisory_lock(\(key))").rows[0][0]
            if isAlone {
                try await first()
                _ = try await run("SELECT pg_advisory_lock_shared(\(key))")
                _ = try await run("SELECT pg_advisory_unlock(\(key))")
                return
            }
            if attempt < 10 { try await Task.sleep(for: .milliseconds(100)) }
        }
        _ = try await run("SELECT pg_advisory_lock_shared(\(key))")
    }
}
