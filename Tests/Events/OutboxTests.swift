import Essentials
import SQL
import Support
import Testing

@testable import Events

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

    @Test func `a relay that lost the database for a while misses nothing`() async throws {
        try await withEachDatabase(migrations: Outbox.migrations) { database in
            let bus = EventBus()
            let followed = await bus.subscribe(to: ["t"])
            let shaky = ShakyDatabase(database)
            try await withRelay(from: shaky, to: bus) {
                try await publish([("t", 1)], in: database)
                _ = try #require(await followed.first { $0.sequence == 1 })
                shaky.isReachable = false
                try await publish([("t", 2), ("t", 3)], in: database)
                // Somebody else gives them their places meanwhile.
                while try await Outbox.place(limit: 10, in: database) > 0 {}
                shaky.isReachable = true
                #expect(await first(2, of: followed).map(\.sequence) == [2, 3])
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `what passes is heard in every process, and kept in none`(engine: TestDatabase) async throws {
        try await engine.runOnURL { url in
            let here = try await Databases.open(url)
            // SQLite is one process's own.
            let there = engine == .sqlite ? here : try await Databases.open(url)
            try await Migrator(Outbox.migrations).apply(to: here)
            let buses = [EventBus(), EventBus()]
            let followed = [await buses[0].subscribe(to: ["a"]), await buses[1].subscribe(to: ["a", "b"])]
            try await withRelay(from: here, to: buses[0]) {
                try await withRelay(from: there, to: buses[1]) {
                    // Told again and again, since what is told before somebody listens is lost.
                    let telling = Task {
                        while !Task.isCancelled {
                            let events = ["b", "a"].map {
                                Event(topic: $0, name: "n", json: "{\"at\":\"\($0) 1\"}")
                            }
                            try await PassingEvents.post(events, through: here)
                            try await Task.sleep(for: .milliseconds(10))
                        }
                    }
                    defer { telling.cancel() }
                    let heard = (await first(2, of: followed[0]), await first(2, of: followed[1]))
                    #expect(heard.0.map(\.event.json) == ["{\"at\":\"a 1\"}", "{\"at\":\"a 1\"}"])
                    #expect(heard.1.map(\.event.topic) == ["b", "a"])
                    #expect((heard.0 + heard.1).allSatisfy { $0.sequence == nil })
                }
            }
            #expect(try await Outbox.end(in: here) == 0)
            await here.close()
            if engine == .postgres { await there.close() }
        }
    }

    @Test func `every statement uses an index`() async throws {
        try await withEachDatabase(migrations: Outbox.migrations) { database in
            try await PlanGuard.expectNoSort(Outbox.unplacedStatement(limit: 10), in: database)
            try await PlanGuard.expectNoSort(Outbox.eventsStatement(after: 5, limit: 10), in: database)
            let one = Outbox.eventsStatement(on: ["a"], after: 5, limit: 10)
            try await PlanGuard.expectNoSort(one, in: database)
            let some = Outbox.eventsStatement(on: ["a", "b"], after: 5, limit: 10)
            try await PlanGuard.expectNoFullScan(some, in: database)
            try await PlanGuard.expectNoFullScan(Outbox.pruneStatement(before: .now), in: database)
        }
    }

    @Test func `what is old is forgotten once it has been told`() async throws {
        try await withEachDatabase(migrations: Outbox.migrations) { database in
            try await publish([("t", 1)], in: database)
            try await Outbox.prune(before: .now + .seconds(1), in: database)
            #expect(try await Outbox.place(limit: 10, in: database) == 1)
            try await Outbox.prune(before: .now - .seconds(60), in: database)
            #expect(try await Outbox.events(on: ["t"], after: 0, limit: 10, in: database).count == 1)
            try await Outbox.prune(before: .now + .seconds(1), in: database)
            #expect(try await Outbox.events(on: ["t"], after: 0, limit: 10, in: database).isEmpty)
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

    @Test func `a topic can be left, and the others are heard on`() async {
        let bus = EventBus()
        let (one, other) = (await bus.subscribe(), await bus.subscribe(to: ["a"]))
        await bus.follow(["a", "b"], with: one)
        await bus.unfollow(["a", "never"], with: one)
        for topic in ["a", "b"] { await bus.post(Event(topic: topic, name: "n", json: "1")) }
        #expect(await first(1, of: one.events).map(\.event.topic) == ["b"])
        #expect(await first(1, of: other).map(\.event.topic) == ["a"])
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
