/// Something that runs statements: a database, or one transaction on it.
///
/// A transaction's session runs one statement at a time and is dead once its transaction has ended. After a
/// statement has failed in a transaction every further one is refused and the transaction is rolled back, on
/// SQLite as on PostgreSQL.
package protocol Session: Sendable {
    /// What the engine calls things.
    var dialect: Dialect { get }

    /// Runs one statement.
    ///
    /// A statement that has begun runs to its end, also in a task that is cancelled meanwhile.
    @discardableResult
    func run(_ sql: SQL) async throws(SQLError) -> Outcome

    /// Wakes whoever watches `channel`, here and on PostgreSQL in every process, once the data is committed.
    func notify(_ channel: Channel) async throws(SQLError)
}

extension Session {
    /// The rows that a statement returns.
    package func query(_ sql: SQL) async throws(SQLError) -> [Row] {
        try await run(sql).rows
    }

    /// Runs a statement and tells how many rows it inserted, updated or deleted.
    @discardableResult
    package func execute(_ sql: SQL) async throws(SQLError) -> Int {
        try await run(sql).changes
    }

    /// The first row, or nil where there is none.
    package func first(_ sql: SQL) async throws(SQLError) -> Row? {
        try await run(sql).rows.first
    }

    /// The one row.
    ///
    /// - Throws: `SQLError` of kind `value` where there is none or more than one.
    package func one(_ sql: SQL) async throws(SQLError) -> Row {
        let rows = try await run(sql).rows
        guard rows.count == 1 else {
            throw SQLError(.value, message: "\(rows.count) rows instead of one", statement: sql.text)
        }
        return rows[0]
    }

    /// The first column of the one row, as in `SELECT count(*)`.
    package func value<Value: SQLValue>(
        _ sql: SQL,
        as type: Value.Type = Value.self
    ) async throws(SQLError) -> Value {
        try await one(sql)[0]
    }

    /// The first column of every row.
    package func values<Value: SQLValue>(
        _ sql: SQL,
        as type: Value.Type = Value.self
    ) async throws(SQLError) -> [Value] {
        var values: [Value] = []
        for row in try await run(sql).rows { values.append(try row[0]) }
        return values
    }

    /// Whether the statement returns any row.
    package func exists(_ sql: SQL) async throws(SQLError) -> Bool {
        try await !run(sql).rows.isEmpty
    }
}

/// The name of something that others wait for, such as new jobs: lower-case letters and underscores.
package struct Channel: Hashable, Sendable, ExpressibleByStringLiteral {
    let name: String

    init(name: String) {
        self.name = name
    }

    /// The channel with this name.
    package init(stringLiteral name: StaticString) {
        self.name = "\(name)"
        precondition(
            !self.name.isEmpty
                && self.name.utf8.allSatisfy { $0 == UInt8(ascii: "_") || (97...122).contains($0) }
        )
    }
}
