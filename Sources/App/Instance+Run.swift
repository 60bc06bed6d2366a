internal import Accounts
internal import Essentials
internal import Events
internal import HTTP
internal import Jobs
internal import SQL

extension Instance {
    /// Serves and works until `stop` returns, then finishes what is under way and comes back.
    ///
    /// `onReady` is told the address that people open once it can be reached; nil where this process serves nobody.
    package func run(
        until stop: @escaping @Sendable () async -> Void,
        onReady: @escaping @Sendable (String?) -> Void
    ) async throws {
        let server = try settings.servesRequests ? makeServer() : nil
        onReady(server.map { settings.publicURL ?? $0.address.url })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await relay.run() }
            if server != nil { group.addTask { try await accounts.run() } }
            if settings.duties.contains(.worker) { group.addTask { try await runner.run() } }
            if let server { group.addTask { try await server.run() } }
            group.addTask {
                await stop()
                server?.shutdown()
                throw CancellationError()
            }
            defer { group.cancelAll() }
            do {
                while try await group.next() != nil {}
            } catch is CancellationError {}
        }
        await foundations.close()
    }

    private func makeServer() throws -> Server {
        var configuration = ServerConfiguration(listen: settings.listen)
        // Each may hold a file that it is being sent. At the limit Swift's runtime ends the process.
        configuration.maximumConnections = min(
            configuration.maximumConnections,
            OpenFiles.raiseLimit() / 2
        )
        configuration.maximumConnectionsPerAddress = settings.connectionsPerAddress
        // Whoever is on this machine is the operator, or a proxy of theirs.
        let ownMachine = ["127.0.0.0/8", "::1"].compactMap(AddressBlock.init)
        configuration.unlimitedAddresses = settings.trustedProxies + ownMachine
        return try Server(configuration, responder: router())
    }

    /// Carries events from the outbox to who listens in this process.
    private var relay: OutboxRelay {
        OutboxRelay(
            from: foundations.database,
            to: foundations.bus,
            onTrouble: Instance.note("events are late")
        )
    }

    /// Writes trouble that nobody waits for to the log.
    static func note(_ what: String) -> @Sendable (any Error) -> Void {
        { error in
            LogRecord.toStandardError(LogRecord(.error, what, [("error", .text(String(reflecting: error)))]))
        }
    }
}

extension Settings {
    /// Whether this process answers requests.
    var servesRequests: Bool { duties.contains(.web) || duties.contains(.api) }
}

extension ListenAddress {
    /// What people on this machine type to get here.
    fileprivate var url: String { "http://\(isLoopback ? "localhost:\(port)" : description)" }
}
