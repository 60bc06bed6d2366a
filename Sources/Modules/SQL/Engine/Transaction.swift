internal import Synchronization

/// One connection to a database, used by one task at a time.
protocol Connection: Sendable {
    var dialect: Dialect { get }

    /// Runs one statement.
    func run(_ sql: SQL) async throws(SQLError) -> Outcome

    /// Has other processes notified when the transaction commits.
    func announce(_ channel: Channel) async throws(SQLError)
}

/// What becomes of a transaction while its body runs.
final class TransactionScope: Sendable {
    private struct State {
        var isOpen = true
        var isBusy = false
        var failure: SQLError?
        var channels: Set<Channel> = []
    }

    /// The transaction that the current task is in.
    @TaskLocal static var current: TransactionScope?

    private let database: ObjectIdentifier
    private let state = Mutex(State())

    init(of database: AnyObject) {
        self.database = ObjectIdentifier(database)
    }

    /// Refuses to use `database` beside a transaction that the task has open on it.
    static func refuseNesting(in database: AnyObject) throws(SQLError) {
        guard let current, current.database == ObjectIdentifier(database), current.state.withLock(\.isOpen)
        else { return }
        throw SQLError(.misuse, message: "inside a transaction only its session may be used")
    }

    /// Begins a statement, which must be the only one.
    func enter() throws(SQLError) {
        let refusal: SQLError? = state.withLock { state in
            if !state.isOpen { return SQLError(.misuse, message: "the transaction has ended") }
            if state.isBusy { return SQLError(.misuse, message: "two statements at once in a transaction") }
            if let failure = state.failure { return failure }
            state.isBusy = true
            return nil
        }
        if let refusal { throw refusal }
    }

    /// Ends a statement.
    func leave(_ failure: SQLError? = nil) {
        state.withLock { state in
            state.isBusy = false
            state.failure = state.failure ?? failure
        }
    }

    /// Notes what is to be notified after the commit.
    func note(_ channel: Channel) {
        state.withLock { _ = $0.channels.insert(channel) }
    }

    /// Ends it for its sessions.
    ///
    /// - Throws: what a statement in it failed with, even if the body has caught that.
    func close() throws(SQLError) {
        let failure = state.withLock { state in
            state.isOpen = false
            return state.failure
        }
        if let failure { throw failure }
    }

    /// What was to be notified.
    var channels: Set<Channel> { state.withLock(\.channels) }
}

/// The session that a transaction's body is given.
struct TransactionSession: Session {
    let connection: any Connection
    let scope: TransactionScope

    var dialect: Dialect { connection.dialect }

    func run(_ sql: SQL) async throws(SQLError) -> Outcome {
        try await guarded { () async throws(SQLError) in try await connection.run(sql) }
    }

    func notify(_ channel: Channel) async throws(SQLError) {
        scope.note(channel)
        try await guarded { () async throws(SQLError) in try await connection.announce(channel) }
    }

    private func guarded<Result>(_ work: () async throws(SQLError) -> Result) async throws(SQLError) -> Result
    {
        try scope.enter()
        do throws(SQLError) {
            let result = try await work()
            scope.leave()
            return result
        } catch {
            scope.leave(error)
            throw error
        }
    }
}

extension Connection {
    /// Runs `body` between `begin` and a commit, or a rollback where it fails or its task is cancelled.
    func transaction<Result: Sendable>(
        begin: SQL,
        scope: TransactionScope,
        _ body: @Sendable (any Session) async throws -> Result
    ) async throws -> Result {
        _ = try await run(begin)
        do {
            let result = try await TransactionScope.$current.withValue(scope) {
                try await body(TransactionSession(connection: self, scope: scope))
            }
            try scope.close()
            try Task.checkCancellation()
            _ = try await run("COMMIT")
            return result
        } catch {
            try? scope.close()
            _ = try? await run("ROLLBACK")
            throw error
        }
    }
}
