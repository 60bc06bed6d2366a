extension Dialect {
    /// PostgreSQL's: ids compare by bytes, whatever the database's collation.
    package static let postgres = Dialect(
        engine: .postgres,
        textID: "TEXT COLLATE \"C\"",
        blob: "BYTEA",
        forUpdate: "FOR UPDATE",
        forUpdateSkipLocked: "FOR UPDATE SKIP LOCKED",
        greatest: "greatest",
        least: "least",
        findRelation: { "SELECT 1 WHERE to_regclass(\($0)) IS NOT NULL" },
        lockGlobally: { "SELECT pg_advisory_xact_lock(\($0))" }
    )
}
