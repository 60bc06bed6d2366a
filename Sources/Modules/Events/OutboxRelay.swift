internal import Essentials
package import SQL

/// Moves committed events from the outbox to the bus of this process, in order, and passing ones as they come.
package struct OutboxRelay: Sendable {
    private let database: any Database
    private let bus: EventBus

    /// How long to wait where no notice comes, since notices can be lost with a connection.
    private let patience: Duration

    private let onTrouble: @Sendable (any Error) -> Void

    /// A relay from the outbox of `database` to `bus`; `onTrouble` hears why events are late.
    package init(
        from database: any Database,
        to bus: EventBus,
        patience: Duration = .seconds(2),
        onTrouble: @escaping @Sendable (any Error) -> Void = { _ in }
    ) {
        self.database = database
        self.bus = bus
        self.patience = patience
        self.onTrouble = onTrouble
    }

    /// Relays the events that follow `sequence`, or those from now on, until the task is cancelled or the database
    /// is closed.
    ///
    /// Where the database can't be reached at the start, it throws; later it goes on where it was as soon as it can.
    package func run(after sequence: Int64? = nil) async throws {
        let notices = try await database.notices(on: Outbox.channel)
        let passing = database.messages(on: PassingEvents.channel)
        let (wakeUps, alarm) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in notices { alarm.yield() }
            }
            group.addTask {
                for await text in passing {
                    for event in PassingEvents.events(in: text) { await bus.post(event) }
                }
            }
            group.addTask {
                while true {
                    alarm.yield()
                    try await Task.sleep(for: patience)
                }
            }
            group.addTask { try await relay(on: wakeUps, after: sequence) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func relay(on wakeUps: AsyncStream<Void>, after sequence: Int64?) async throws {
        var last: Int64
        if let sequence { last = sequence } else { last = try await Outbox.end(in: database) }
        var nextPruning = Instant.now
        for await _ in wakeUps {
            do {
                try await relay(after: &last)
                guard .now >= nextPruning else { continue }
                try await Outbox.prune(before: .now - Outbox.retention, in: database)
                nextPruning = .now + .seconds(3600)
            } catch  where !Task.isCancelled {
                onTrouble(error)
            }
        }
    }

    /// Places and delivers everything there is; `last` is the place of the last event delivered, at any time.
    private func relay(after last: inout Int64) async throws {
        while try await Outbox.place(limit: 500, in: database) == 500 {}
        while true {
            let events = try await Outbox.events(after: last, limit: 500, in: database)
            for event in events {
                await bus.deliver(event)
                last = event.sequence ?? last
            }
            if events.count < 500 { return }
        }
    }
}
