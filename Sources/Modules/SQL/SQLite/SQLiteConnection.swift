internal import CSQLite

/// One open SQLite database.
final class SQLiteConnection: Connection, @unchecked Sendable {
    // Unchecked: a pool lends it to one task at a time, and its statements run on one thread.
    private let handle: OpaquePointer
    private var statements: [String: SQLiteStatement] = [:]

    var dialect: Dialect { .sqlite }

    /// Opens the file at `path`, which is made where missing and not read-only.
    init(path: String, isReadOnly: Bool) throws(SQLError) {
        let access = isReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        var opened: OpaquePointer?
        let status = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard status == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            let reason = String(cString: sqlite3_errstr(status))
            throw SQLError(.connection, code: String(status), message: "\(path): \(reason)")
        }
        handle = opened
        do throws(SQLError) {
            try prepareForUse(isReadOnly: isReadOnly)
        } catch {
            close()
            throw error
        }
    }

    /// Frees it; nothing may be run on it afterwards.
    func close() {
        for statement in statements.values { statement.finalize() }
        statements = [:]
        sqlite3_close_v2(handle)
    }

    func run(_ sql: SQL) throws(SQLError) -> Outcome {
        let text = sql.text
        do throws(SQLError) {
            for value in sql.values { try value.checkPortable() }
            let statement = try statement(text)
            let before = sqlite3_total_changes64(handle)
            let rows = try statement.run(sql.values, in: handle)
            let hasChanged = sqlite3_total_changes64(handle) != before
            return Outcome(rows: rows, changes: hasChanged ? Int(sqlite3_changes64(handle)) : 0)
        } catch {
            throw SQLError(error.kind, code: error.code, message: error.message, statement: text)
        }
    }

    /// Every watcher is in this process; there is nobody else to tell.
    func announce(_ channel: Channel) {}

    /// Durable and close to PostgreSQL's strictness: `LIKE` minds case, and quoted words are never strings.
    private func prepareForUse(isReadOnly: Bool) throws(SQLError) {
        sqlite3_busy_timeout(handle, 5000)
        stemma_sqlite3_be_strict(handle)
        var settings = [
            "foreign_keys = ON", "case_sensitive_like = ON", "cache_size = -16384", "temp_store = MEMORY",
        ]
        if !isReadOnly { settings += ["journal_mode = WAL", "synchronous = FULL"] }
        for setting in settings { _ = try run(SQL(unescaped: "PRAGMA \(setting)")) }
    }

    /// The prepared statement of this text, kept for the next time.
    private func statement(_ text: String) throws(SQLError) -> SQLiteStatement {
        if let known = statements[text] { return known }
        let statement = try SQLiteStatement(text, in: handle)
        if statements.count >= 256 {
            // Rare, and the ones in use are soon back: simpler than an order of use kept on every statement.
            for old in statements.values { old.finalize() }
            statements.removeAll(keepingCapacity: true)
        }
        statements[text] = statement
        return statement
    }
}
