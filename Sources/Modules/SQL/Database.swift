/// A database that runs statements, each on its own or several in a transaction.
///
/// Statements outside a transaction are committed one by one. Inside a transaction use only its session: the
/// database itself refuses there with `misuse`, since waiting for a second connection while holding the first
/// can stand still for ever.
package protocol Database: Session {
    /// Runs `body` in one transaction: committed when it returns, rolled back when it throws or is cancelled.
    ///
    /// On SQLite writers take turns; on PostgreSQL the isolation is read committed, so lock what you read in
    /// order to change it with `Dialect.forUpdate`. After a deadlock `body` runs again, up to four times:
    /// let it do nothing but SQL, and wait for nothing else.
    @discardableResult
    func transaction<Result: Sendable>(
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result

    /// Runs `body` on one view of the data, in which nothing changes meanwhile; writing is refused.
    func snapshot<Result: Sendable>(
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result

    /// An element each time that `channel` was notified; notices that come while none is awaited become one.
    ///
    /// On SQLite only those of this process. Notices can be lost while a connection is broken, so look into
    /// the table now and then too. The stream ends when the database is closed.
    func notices(on channel: Channel) async throws(SQLError) -> AsyncStream<Void>

    /// Tells `text`, of at most 7000 bytes, to whoever listens on `channel` now; it is kept nowhere.
    ///
    /// On PostgreSQL in every process.
    func tell(_ text: String, on channel: Channel) async throws(SQLError)

    /// What is told on `channel` from now on; beyond 256 that were not taken yet, the newest are lost.
    ///
    /// The stream ends when the database is closed.
    func messages(on channel: Channel) -> AsyncStream<String>

    /// Counts this process into `crew`, those that do some work on the database, until it closes the database or ends.
    ///
    /// Where no living process is in it, `first` runs before: whatever was begun is of the dead. Who joins meanwhile
    /// waits for that. On PostgreSQL a process doesn't count any more when the connection that it holds for this breaks.
    func join(_ crew: Channel, first: @escaping @Sendable () async throws -> Void) async throws

    /// Waits for statements under way, then closes every connection; later calls throw `connection`.
    func close() async
}

/// Opens databases by their URL.
package enum Databases {
    /// Opens the database at `sqlite:PATH`, which is created where missing, or at `postgres://…`.
    ///
    /// A PostgreSQL URL is libpq's (PostgreSQL 15, §34.1.1.2); `?host=/run/postgresql` means a Unix socket.
    ///
    /// - Throws: `SQLError` of kind `connection` where it can't be reached, `value` where the URL has another
    ///   form.
    package static func open(_ url: String) async throws(SQLError) -> any Database {
        if url.hasPrefix("sqlite:") {
            return try SQLiteDatabase(path: String(url.dropFirst("sqlite:".count)))
        }
        if url.hasPrefix("postgres:") || url.hasPrefix("postgresql:") {
            return try await PostgresDatabase(url)
        }
        throw SQLError(.value, message: "a database URL begins with sqlite: or postgres:")
    }
}
