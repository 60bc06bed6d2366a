import Essentials
import Events
import SQL
import Support
import Testing

@Suite struct OutboxTests {
    @Test func `a kept event reaches who follows its topic, and nobody else`() async throws {
        try await withEachDatabase(migrations: Outbox.migrations) { database in
            let bus = EventBus()
            let followed = await bus.subscribe(to: ["track:a"])
            try await withRelay(from: database, to: bus) {
                try await publish([("track:b", 1), ("track:a", 2), ("track:a", 3)], in: database)
                let heard = await first(2, of: followed)
                #expect(heard.map(\.event.json) == ["2", "3"])
                #expect(heard.map(\.sequence) == [2, 3])
            }
        }
    }

    @Test func `an event of a transaction that fails is never told`() async throws {
        try await withEachDatabase(migrations: Outbox.migrations) { database in
            let bus = EventBus()
            let followed = await bus.subscribe(to: ["t"])
            try await withRelay(from: database, to: bus) {
                await #expect(throws: Abandoned.self) {
                    try await database.transaction { session in
                        try await Outbox.publish(Event(topic: "t", name: "n", json: "1"), in: session)
                        throw Abandoned()
                    }
                }
                try await publish([("t", 2)], in: database)
                #expect(await first(1, of: followed).map(\.event.json) == ["2"])
            }
        }
    }

    @Test func `two relays give every event one place, without gaps`() async throws {
        try await withEachDatabase(migrations: Outbox.migrations) { database in
            let (one, other) = (EventBus(), EventBus())
            let (here, there) = (await one.subscribe(to: ["t"]), await other.subscribe(to: ["t"]))
            try await withRelay(from: database, to: one) {
                try await withRelay(from: database, to: other) {
                    try await publish((1...40).map { ("t", $0) }, in: database)
                    let heard = await (first(40, of: here), first(40, of: there))
                    #expect(heard.0.map(\.sequence) == Array(1...40))
                    #expect(heard.1.map(\.event.json) == (1...40).map(String.init))
                }
            }
        }
    }

    @Test func `what was missed can be asked for by its place`() async throws {
        try await withEachDatabase(migrations: Outbox.migrations) { database in
            let bus = EventBus()
            let followed = await bus.subscribe(to: ["a", "b"])
            try await withRelay(from: database, to: bus) {
                try await publish([("a", 1), ("b", 2), ("a", 3)], in: database)
                _ = await first(3, of: followed)
            }
            let missed = try await Outbox.events(on: ["a"], after: 1, limit: 10, in: database)
            #expect(missed.map(\.event.json) == ["3"])
            #expect(try await Outbox.end(in: database) == 3)
        }
    }

    @Test func `reading by topic and placing use their indexes`() async throws {
        try await withEachDatabase(migrations: Outbox.migrations) { database in
            try await PlanGuard.expectNoSort(
                "SELECT seq FROM outbox WHERE topic = 'a' AND seq > 5 ORDER BY seq LIMIT 10",
                in: database
            )
        }
    }

    private func publish(_ events: [(topic: String, number: Int)], in database: any Database) async throws {
        for event in events {
            try await Outbox.publish(
                Event(topic: event.topic, name: "n", json: "\(event.number)"),
                in: database
            )
        }
    }
}

@Suite struct EventBusTests {
    @Test func `a subscriber who falls behind is dropped, and no other`() async {
        let bus = EventBus()
        let slow = await bus.subscribe(to: ["t"])
        for number in 0...EventBus.bufferSize {
            await bus.post(Event(topic: "t", name: "n", json: "\(number)"))
        }
        #expect(await bus.subscriberCount == 0)
        let quick = await bus.subscribe(to: ["t"])
        await bus.post(Event(topic: "t", name: "n", json: "last"))
        #expect(await first(1, of: quick).map(\.event.json) == ["last"])
        #expect(await first(.max, of: slow).count == EventBus.bufferSize)
    }

    @Test func `whoever leaves the loop is forgotten`() async {
        let bus = EventBus()
        do {
            let stream = await bus.subscribe(to: ["t"])
            await bus.post(Event(topic: "t", name: "n", json: "1"))
            _ = await first(1, of: stream)
        }
        while await bus.subscriberCount > 0 { await Task.yield() }
    }
}

private struct Abandoned: Error {}

private func first(_ count: Int, of stream: AsyncStream<DeliveredEvent>) async -> [DeliveredEvent] {
    var found: [DeliveredEvent] = []
    for await event in stream {
        found.append(event)
        if found.count == count { break }
    }
    return found
}

/// Runs `body` while a relay is at work; a relay that fails fails the test.
private func withRelay(
    from database: any Database,
    to bus: EventBus,
    _ body: () async throws -> Void
) async throws {
    let relay = Task {
        do {
            try await OutboxRelay(from: database, to: bus).run(after: 0)
        } catch  where !Task.isCancelled {
            Issue.record(error)
        }
    }
    defer { relay.cancel() }
    try await body()
}
