internal import Glibc

/// SQLite in one file: a writer and several readers, each with a thread of its own.
///
/// The write-ahead log is synced at every commit (`synchronous = FULL`): a commit that was acknowledged outlives
/// a power cut.
final class SQLiteDatabase: Database {
    /// A connection and the thread that it is used on.
    private struct Slot: Sendable {
        let connection: SQLiteConnection
        let thread: WorkerThread

        init(path: String, isReadOnly: Bool) throws(SQLError) {
            connection = try SQLiteConnection(path: path, isReadOnly: isReadOnly)
            thread = WorkerThread()
        }
    }

    private let writers: Pool<Slot>
    private let readers: Pool<Slot>
    private let board = NoticeBoard<Void>(keeping: .bufferingNewest(1))
    private let messages = NoticeBoard<String>(keeping: .bufferingOldest(256))
    private let crews = Crews<FileLock>()
    private let path: String

    var dialect: Dialect { .sqlite }

    /// Opens or makes the file at `path`; `readers` statements can be read at once beside one that writes.
    ///
    /// Whoever waits longer than `patience` for a turn gets `exhausted`.
    init(
        path: String,
        readers: Int = max(2, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN)))),
        patience: Duration = .seconds(30)
    ) throws(SQLError) {
        self.path = path
        let writer = try Slot(path: path, isReadOnly: false)
        writers = Pool([writer], limit: 1, patience: patience) { () throws(SQLError) in writer }
        self.readers = Pool(limit: readers, patience: patience) { () throws(SQLError) in
            try Slot(path: path, isReadOnly: true)
        }
    }

    func run(_ sql: SQL) async throws(SQLError) -> Outcome {
        try TransactionScope.refuseNesting(in: self)
        guard sql.mayOnlyRead else { return try await run(sql, on: writers) }
        do throws(SQLError) {
            return try await run(sql, on: readers)
        } catch  where error.kind == .misuse {
            // A reader refuses to write before it has changed anything: WITH … INSERT goes to the writer.
            return try await run(sql, on: writers)
        }
    }

    func transaction<Result: Sendable>(
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        try await transaction(on: writers, begin: "BEGIN IMMEDIATE", body)
    }

    func snapshot<Result: Sendable>(
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        try await transaction(on: readers, begin: "BEGIN", body)
    }

    func notify(_ channel: Channel) throws(SQLError) {
        try TransactionScope.refuseNesting(in: self)
        board.post([channel])
    }

    func notices(on channel: Channel) -> AsyncStream<Void> {
        board.watch(channel)
    }

    func tell(_ text: String, on channel: Channel) throws(SQLError) {
        try TransactionScope.refuseNesting(in: self)
        messages.post(text, on: channel)
    }

    func messages(on channel: Channel) -> AsyncStream<String> {
        messages.watch(channel)
    }

    /// A file beside the database is locked; not the database's own, whose locks end with any descriptor of it.
    func join(_ crew: Channel, first: @escaping @Sendable () async throws -> Void) async throws {
        try TransactionScope.refuseNesting(in: self)
        try await crews.join(crew) { [path] in
            let lock = try FileLock(path: "\(path)-\(crew.name)")
            if lock.holdAlone() { try await first() }
            try await lock.share()
            return lock
        }
    }

    func close() async {
        _ = await crews.leave()
        board.close()
        messages.close()
        for slot in await readers.close() + writers.close() {
            await withTaskExecutorPreference(slot.thread) { slot.connection.close() }
            slot.thread.stop()
        }
    }

    private func run(_ sql: SQL, on pool: Pool<Slot>) async throws(SQLError) -> Outcome {
        let slot = try await pool.take()
        defer { pool.giveBack(slot) }
        return try await withTaskExecutorPreference(slot.thread) { () async throws(SQLError) in
            try slot.connection.run(sql)
        }
    }

    private func transaction<Result: Sendable>(
        on pool: Pool<Slot>,
        begin: SQL,
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        try TransactionScope.refuseNesting(in: self)
        let scope = TransactionScope(of: self)
        let slot = try await pool.take()
        defer { pool.giveBack(slot) }
        let result = try await withTaskExecutorPreference(slot.thread) {
            try await slot.connection.transaction(begin: begin, scope: scope, body)
        }
        board.post(scope.channels)
        return result
    }
}

extension SQL {
    /// Whether the first word doesn't say that it writes.
    fileprivate var mayOnlyRead: Bool {
        let start = fragments[0].drop(while: \.isWhitespace).prefix(7).uppercased()
        return ["SELECT", "WITH", "VALUES", "EXPLAIN"].contains { start.hasPrefix($0) }
    }
}
