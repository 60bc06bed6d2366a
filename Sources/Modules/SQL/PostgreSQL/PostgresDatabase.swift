internal import Essentials
internal import Synchronization

/// A database on a PostgreSQL server: a pool of connections that grows when asked and shrinks when unused.
final class PostgresDatabase: Database {
    /// How many connections stay open when little is to do.
    private static let kept = 5

    private let pool: Pool<PostgresConnection>
    private let board: NoticeBoard<Void>
    private let messages: NoticeBoard<String>
    private let crews = Crews<PostgresConnection>()
    private let open: @Sendable () async throws(SQLError) -> PostgresConnection
    private let watch: SocketWatch
    /// Listens and trims the pool until `close`.
    private let background: Task<Void, Never>

    var dialect: Dialect { .postgres }

    /// Connects to the server at a `postgres://` URL.
    ///
    /// Whoever waits longer than `patience` for one of `limit` connections gets `exhausted`.
    init(_ url: String, limit: Int = 20, patience: Duration = .seconds(10)) async throws(SQLError) {
        let watch = try SocketWatch()
        let threads = BlockingThreads(count: 2, label: "postgres.connect")
        let open = { @Sendable () async throws(SQLError) in
            try await PostgresConnection.open(url, watch: watch, threads: threads)
        }
        let pool = Pool(limit: limit, patience: patience, open: open)
        let board = NoticeBoard<Void>(keeping: .bufferingNewest(1))
        let messages = NoticeBoard<String>(keeping: .bufferingOldest(256))
        let listener = PostgresListener(board: board, messages: messages, open: open)
        do throws(SQLError) {
            let connection = try await listener.connect()
            background = Task {
                async let trimming: Void = Self.trim(pool)
                await listener.run(on: connection)
                await trimming
            }
        } catch {
            watch.stop()
            throw error
        }
        self.watch = watch
        self.open = open
        self.board = board
        self.messages = messages
        self.pool = pool
    }

    func run(_ sql: SQL) async throws(SQLError) -> Outcome {
        try TransactionScope.refuseNesting(in: self)
        let connection = try await take()
        defer { giveBack(connection) }
        do throws(SQLError) {
            return try await connection.run(sql)
        } catch  where error.isRetryable {
            return try await connection.run(sql)
        }
    }

    func transaction<Result: Sendable>(
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        for attempt in 1...4 {
            do {
                return try await transaction(begin: "BEGIN", body)
            } catch let error as SQLError where error.isRetryable {
                try await Task.sleep(for: .milliseconds(Int.random(in: 1...20 * attempt)))
            }
        }
        return try await transaction(begin: "BEGIN", body)
    }

    func snapshot<Result: Sendable>(
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        try await transaction(begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
    }

    func notify(_ channel: Channel) async throws(SQLError) {
        try TransactionScope.refuseNesting(in: self)
        let connection = try await take()
        defer { giveBack(connection) }
        try await connection.announce(channel)
        board.post([channel])
    }

    func notices(on channel: Channel) -> AsyncStream<Void> {
        board.watch(channel)
    }

    func tell(_ text: String, on channel: Channel) async throws(SQLError) {
        try TransactionScope.refuseNesting(in: self)
        let connection = try await take()
        defer { giveBack(connection) }
        try await connection.tell(text, on: channel)
    }

    func messages(on channel: Channel) -> AsyncStream<String> {
        messages.watch(channel)
    }

    /// A connection beside the pool holds an advisory lock, which ends with it.
    func join(_ crew: Channel, first: @escaping @Sendable () async throws -> Void) async throws {
        try TransactionScope.refuseNesting(in: self)
        try await crews.join(crew) { [open] in
            let connection = try await open()
            do {
                try await connection.join(crew, first: first)
                return connection
            } catch {
                connection.close()
                throw error
            }
        }
    }

    func close() async {
        for connection in await crews.leave() { connection.close() }
        background.cancel()
        await background.value
        board.close()
        messages.close()
        for connection in await pool.close() { connection.close() }
        watch.stop()
    }

    private func transaction<Result: Sendable>(
        begin: SQL,
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        try TransactionScope.refuseNesting(in: self)
        let scope = TransactionScope(of: self)
        let connection = try await take()
        defer { giveBack(connection) }
        let result = try await connection.transaction(begin: begin, scope: scope, body)
        board.post(scope.channels)
        return result
    }

    /// A connection that works: those that broke while idle are thrown away.
    private func take() async throws(SQLError) -> PostgresConnection {
        while true {
            let connection = try await pool.take()
            if connection.isUsable { return connection }
            discard(connection)
        }
    }

    private func giveBack(_ connection: PostgresConnection) {
        if connection.isUsable { pool.giveBack(connection) } else { discard(connection) }
    }

    private func discard(_ connection: PostgresConnection) {
        connection.close()
        pool.lose()
    }

    /// Closes connections that a minute has not needed, until cancelled.
    private static func trim(_ pool: Pool<PostgresConnection>) async {
        while (try? await Task.sleep(for: .seconds(60))) != nil {
            for connection in pool.trim(to: kept) { connection.close() }
        }
    }
}
