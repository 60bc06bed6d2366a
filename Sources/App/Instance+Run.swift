internal import Essentials
internal import Events
internal import HTTP
internal import Jobs
internal import SQL

extension Instance {
    /// Serves and works until `stop` returns, then finishes what is under way and comes back.
    ///
    /// `onReady` is told the address once it can be reached; nil where this process serves nobody.
    package func run(
        until stop: @escaping @Sendable () async -> Void,
        onReady: @escaping @Sendable (String?) -> Void
    ) async throws {
        let server = try settings.servesRequests ? makeServer() : nil
        onReady(server?.address.description)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await relayEvents() }
            if settings.duties.contains(.worker) { group.addTask { try await runner.run() } }
            if let server { group.addTask { try await server.run() } }
            group.addTask {
                await stop()
                server?.shutdown()
                throw CancellationError()
            }
            defer { group.cancelAll() }
            do {
                try await group.waitForAll()
            } catch is CancellationError {}
        }
        await foundations.database.close()
    }

    private func makeServer() throws -> Server {
        guard let address = ListenAddress(settings.listen) else {
            throw SettingsError(problems: ["STEMMA_LISTEN is “\(settings.listen)”; write HOST:PORT."])
        }
        return try Server(ServerConfiguration(listen: address), responder: router)
    }

    /// Relays events, and begins anew where the database was out of reach.
    private func relayEvents() async throws {
        let relay = OutboxRelay(from: foundations.database, to: foundations.bus)
        while !Task.isCancelled {
            do {
                try await relay.run()
            } catch  where !Task.isCancelled {
                LogRecord.toStandardError(
                    LogRecord(.warning, "events are late", [("error", .text(String(reflecting: error)))])
                )
            }
            try await Task.sleep(for: .seconds(1))
        }
    }
}

extension Settings {
    /// Whether this process answers requests.
    var servesRequests: Bool { duties.contains(.web) || duties.contains(.api) }
}
