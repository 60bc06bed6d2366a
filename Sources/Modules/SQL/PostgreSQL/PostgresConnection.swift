internal import CPQ
internal import Essentials

/// One connection to a PostgreSQL server, which never blocks a thread once it is open.
final class PostgresConnection: Connection, @unchecked Sendable {
    // Unchecked: a pool lends it to one task at a time.
    /// Carries all of the program's notices, each with its own channel's name.
    private static let noticeChannel = "stemma"

    private struct Key: Hashable {
        let text: String
        let types: [DatumType]
    }

    private struct Prepared {
        let name: String
        var columns: Columns?
    }

    /// What was announced or told.
    struct Notice {
        let channel: Channel
        /// Nil where it was only announced that there is something to look for.
        let text: String?

        fileprivate init(_ payload: String) {
            let parts = payload.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            channel = Channel(name: String(parts.first ?? ""))
            text = parts.count == 2 ? String(parts[1]) : nil
        }
    }

    private let handle: OpaquePointer
    private let watch: SocketWatch
    private let socket: Int32
    private var prepared: [Key: Prepared] = [:]
    private var prepareCount = 0

    var dialect: Dialect { .postgres }

    /// Connects as `url` says; name resolution and handshake block one of `threads`, for at most 10 s a host.
    static func open(
        _ url: String,
        watch: SocketWatch,
        threads: BlockingThreads
    ) async throws(SQLError) -> PostgresConnection {
        do {
            return try await threads.run { try PostgresConnection(url, watch: watch) }
        } catch let error as SQLError {
            throw error
        } catch {
            throw SQLError(.connection, message: "\(error)")
        }
    }

    private init(_ url: String, watch: SocketWatch) throws(SQLError) {
        // What the URL says comes last and so takes precedence. Time-outs notice a server that vanished.
        let settings = [
            ("application_name", "stemma"), ("client_encoding", "UTF8"), ("connect_timeout", "10"),
            ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "30000"), ("dbname", url),
        ]
        let opened = withCStrings(settings.map(\.0)) { keys in
            withCStrings(settings.map(\.1)) { values in PQconnectdbParams(keys, values, 1) }
        }
        guard let opened, PQstatus(opened) == CONNECTION_OK, PQsetnonblocking(opened, 1) == 0 else {
            let error = SQLError(postgresConnection: opened)
            PQfinish(opened)
            throw error
        }
        PQsetNoticeProcessor(opened, { _, _ in }, nil)
        handle = opened
        socket = PQsocket(opened)
        self.watch = watch
        watch.add(socket)
    }

    /// Ends it; nothing may be run on it afterwards.
    func close() {
        watch.remove(socket)
        PQfinish(handle)
    }

    /// Whether it is outside a transaction and, as far as can be told without asking it, the server still there.
    var isUsable: Bool {
        // The first reading takes a server's last words, the second finds that nobody is there any more.
        PQconsumeInput(handle) == 1 && PQconsumeInput(handle) == 1 && PQisBusy(handle) == 0
            && PQtransactionStatus(handle) == PQTRANS_IDLE
    }

    func run(_ sql: SQL) async throws(SQLError) -> Outcome {
        let text = sql.text
        do throws(SQLError) {
            for value in sql.values { try value.checkPortable() }
            return try await execute(Key(text: text, types: sql.values.map(\.type)), sql.values)
        } catch {
            if error.code == "0A000" || error.code == "26000" { prepared = [:] }
            throw SQLError(error.kind, code: error.code, message: error.message, statement: text)
        }
    }

    func announce(_ channel: Channel) async throws(SQLError) {
        _ = try await run("SELECT pg_notify(\(Self.noticeChannel), \(channel.name))")
    }

    /// Sends `text` to all processes, this one too.
    func tell(_ text: String, on channel: Channel) async throws(SQLError) {
        _ = try await run("SELECT pg_notify(\(Self.noticeChannel), \("\(channel.name) \(text)"))")
    }

    /// Asks to be sent notices.
    func listen() async throws(SQLError) {
        _ = try await run("LISTEN \(SQL(unescaped: Self.noticeChannel))")
    }

    /// Waits for notices; none where the wait was ended by cancellation.
    func nextNotices() async throws(SQLError) -> [Notice] {
        await withTaskCancellationHandler {
            await watch.wait(for: socket, .reading)
        } onCancel: {
            watch.nudge(socket)
        }
        guard PQconsumeInput(handle) == 1 else { throw SQLError(postgresConnection: handle) }
        var notices: [Notice] = []
        while let notice = PQnotifies(handle) {
            notices.append(Notice(String(cString: notice.pointee.extra)))
            PQfreemem(notice)
        }
        return notices
    }

    private func execute(_ key: Key, _ values: [Datum]) async throws(SQLError) -> Outcome {
        let statement = try await prepare(key)
        let isSent = PostgresParameters(values).withPointers { count, places, lengths, formats in
            PQsendQueryPrepared(handle, statement.name, count, places, lengths, formats, 1)
        }
        guard isSent == 1 else { throw SQLError(postgresConnection: handle) }
        let result = try await result()
        defer { result.clear() }
        let columns = statement.columns ?? result.columns
        prepared[key]?.columns = columns
        return Outcome(rows: try result.rows(columns), changes: result.changes)
    }

    /// The statement of this text and these types, which the server knows afterwards.
    private func prepare(_ key: Key) async throws(SQLError) -> Prepared {
        if let known = prepared[key] { return known }
        if prepareCount >= 256 {
            // Rare, and the ones in use are soon back: simpler than an order of use kept on every statement.
            prepared = [:]
            try await simple("DEALLOCATE ALL")
            prepareCount = 0
        }
        prepareCount += 1
        let name = "s\(prepareCount)"
        let types = key.types.map(PostgresParameters.typeID)
        guard PQsendPrepare(handle, name, key.text, Int32(types.count), types) == 1 else {
            throw SQLError(postgresConnection: handle)
        }
        try await result().clear()
        let statement = Prepared(name: name)
        prepared[key] = statement
        return statement
    }

    private func simple(_ text: String) async throws(SQLError) {
        guard PQsendQuery(handle, text) == 1 else { throw SQLError(postgresConnection: handle) }
        try await result().clear()
    }

    /// The answer to what was sent, once all of it has arrived.
    private func result() async throws(SQLError) -> PostgresResult {
        try await flush()
        var last: PostgresResult?
        while let next = try await nextResult() {
            last?.clear()
            last = next
        }
        guard let last else { throw SQLError(postgresConnection: handle) }
        guard last.isSuccess else {
            defer { last.clear() }
            throw SQLError(postgres: last)
        }
        return last
    }

    private func flush() async throws(SQLError) {
        while true {
            switch PQflush(handle) {
            case 0: return
            case 1:
                // The server may wait for us to read before it reads on.
                await watch.wait(for: socket, .readingOrWriting)
                try consume()
            default: throw SQLError(postgresConnection: handle)
            }
        }
    }

    private func nextResult() async throws(SQLError) -> PostgresResult? {
        while PQisBusy(handle) == 1 {
            await watch.wait(for: socket, .reading)
            try consume()
        }
        return PQgetResult(handle).map(PostgresResult.init)
    }

    private func consume() throws(SQLError) {
        guard PQconsumeInput(handle) == 1 else { throw SQLError(postgresConnection: handle) }
    }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<Result>(
    _ strings: [String],
    _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    var bytes: [CChar] = []
    let offsets = strings.map { string in
        defer { bytes.append(contentsOf: string.utf8CString) }
        return bytes.count
    }
    return bytes.withUnsafeBufferPointer { buffer in
        let pointers = offsets.map { buffer.baseAddress?.advanced(by: $0) } + [nil]
        return pointers.withUnsafeBufferPointer { pointers in
            // Never empty: the terminator is always there.
            guard let start = pointers.baseAddress else { preconditionFailure("no array without an address") }
            return body(start)
        }
    }
}
