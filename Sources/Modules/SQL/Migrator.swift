internal import Essentials

/// Brings a database's schema to what the program needs, one recorded migration at a time.
package struct Migrator: Sendable {
    private let migrations: [Migration]

    /// A migrator of these migrations, ordered by their ids, of which no two may be equal.
    package init(_ migrations: [Migration]) {
        self.migrations = migrations.sorted { $0.id < $1.id }
        precondition(Set(migrations.map(\.id)).count == migrations.count, "two migrations have one id")
    }

    /// Applies what is missing, each migration in a transaction of its own; several programs may try at once.
    ///
    /// - Returns: the ids that this call applied.
    /// - Throws: `MigrationError` of a changed or unknown migration before anything is applied, or the
    ///   `SQLError` of the statement that failed, whose migration is then undone.
    @discardableResult
    package func apply(to database: any Database) async throws -> [String] {
        var applied: [String] = []
        while let id = try await database.transaction({ try await applyNext(in: $0) }) { applied.append(id) }
        return applied
    }

    /// Refuses a schema that isn't exactly what the program needs.
    ///
    /// - Throws: `MigrationError`.
    package func verify(_ session: any Session) async throws {
        let pending = try await pending(in: session)
        guard pending.isEmpty else { throw MigrationError.behind(pending.map(\.id)) }
    }

    /// Takes back, last first, every migration after the one with this id; all of them for nil.
    ///
    /// - Returns: the ids that this call took back.
    @discardableResult
    package func revert(to id: String?, in database: any Database) async throws -> [String] {
        var reverted: [String] = []
        while let last = try await database.transaction({ try await revertLast(after: id, in: $0) }) {
            reverted.append(last)
        }
        return reverted
    }

    private func applyNext(in session: any Session) async throws -> String? {
        try await lock(session)
        guard let next = try await pending(in: session).first else { return nil }
        for statement in next.up(session.dialect) { try await session.run(statement) }
        try await session.run(
            """
            INSERT INTO schema_migrations (id, checksum, applied_at)
            VALUES (\(next.id), \(next.checksum(session.dialect)), \(Instant.now))
            """
        )
        return next.id
    }

    private func revertLast(after id: String?, in session: any Session) async throws -> String? {
        try await lock(session)
        _ = try await pending(in: session)
        let recorded = try await recorded(in: session)
        guard let last = migrations.last(where: { recorded[$0.id] != nil }), last.id > id ?? "" else {
            return nil
        }
        for statement in last.down(session.dialect) { try await session.run(statement) }
        try await session.run("DELETE FROM schema_migrations WHERE id = \(last.id)")
        return last.id
    }

    /// Lets one migrator at a time past, and makes sure that there is somewhere to write.
    private func lock(_ session: any Session) async throws {
        if let lock = session.dialect.lockGlobally { try await session.run(lock(0x7374_656D_6D61)) }
        let id = session.dialect.textID
        try await session.run(
            """
            CREATE TABLE IF NOT EXISTS schema_migrations (
                id \(id) PRIMARY KEY,
                checksum TEXT NOT NULL,
                applied_at BIGINT NOT NULL
            )
            """
        )
    }

    /// What is still to be applied, after checking what was.
    private func pending(in session: any Session) async throws -> [Migration] {
        let recorded = try await recorded(in: session)
        let unknown = Set(recorded.keys).subtracting(migrations.map(\.id))
        guard unknown.isEmpty else { throw MigrationError.unknown(unknown.sorted()) }
        let changed = migrations.filter {
            recorded[$0.id] != nil && recorded[$0.id] != $0.checksum(session.dialect)
        }
        guard changed.isEmpty else { throw MigrationError.changed(changed.map(\.id)) }
        return migrations.filter { recorded[$0.id] == nil }
    }

    /// The checksums of what was applied, by id; empty where nothing ever was.
    private func recorded(in session: any Session) async throws -> [String: String] {
        guard try await session.exists(session.dialect.findRelation("schema_migrations")) else { return [:] }
        var checksums: [String: String] = [:]
        for row in try await session.query("SELECT id, checksum FROM schema_migrations") {
            checksums[try row["id"]] = try row["checksum"]
        }
        return checksums
    }
}
