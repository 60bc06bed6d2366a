import SQL
import Synchronization

/// A database that can be out of reach.
final class ShakyDatabase: Database {
    private let database: any Database
    private let reachability = Mutex(true)

    init(_ database: any Database) {
        self.database = database
    }

    var isReachable: Bool {
        get { reachability.withLock { $0 } }
        set { reachability.withLock { $0 = newValue } }
    }

    var dialect: Dialect { database.dialect }

    func run(_ sql: SQL) async throws(SQLError) -> Outcome {
        try await database.run(isReachable ? sql : "SELECT 1 FROM out_of_reach")
    }

    func transaction<Result: Sendable>(
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        if !isReachable { _ = try await run("SELECT 1") }
        return try await database.transaction(body)
    }

    func snapshot<Result: Sendable>(
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        if !isReachable { _ = try await run("SELECT 1") }
        return try await database.snapshot(body)
    }

    func notify(_ channel: Channel) async throws(SQLError) {
        try await database.notify(channel)
    }

    func notices(on channel: Channel) async throws(SQLError) -> AsyncStream<Void> {
        try await database.notices(on: channel)
    }

    func tell(_ text: String, on channel: Channel) async throws(SQLError) {
        try await database.tell(text, on: channel)
    }

    func messages(on channel: Channel) -> AsyncStream<String> {
        database.messages(on: channel)
    }

    func join(_ crew: Channel, first: @escaping @Sendable () async throws -> Void) async throws {
        try await database.join(crew, first: first)
    }

    func close() async {
        await database.close()
    }
}
