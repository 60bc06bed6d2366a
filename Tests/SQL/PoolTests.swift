import SQL
import Support
import Testing

@testable import SQL

@Suite struct PoolStateTests {
    @Test func `it opens up to its limit and then lets wait, first come first served`() {
        var pool = PoolState<Int>(limit: 2)
        for _ in 0..<2 {
            let answer = pool.ask(at: .now)
            #expect(answer.isOpening)
        }
        let first = pool.ask(at: .now).ticket
        let second = pool.ask(at: .now).ticket
        #expect(pool.giveBack(1)?.ticket == first)
        #expect(pool.giveBack(2)?.ticket == second)
        #expect(pool.giveBack(1) == nil && pool.idle == [1])
    }

    @Test func `the latest returned is used first, so that the rest can rest`() {
        var pool = PoolState([1, 2, 3], limit: 3)
        for _ in 0..<5 {
            guard case .now(.use(3)) = pool.ask(at: .now) else {
                Issue.record("not the latest")
                return
            }
            #expect(pool.giveBack(3) == nil)
        }
        #expect(pool.trim(to: 1) == [1, 2])
        #expect(pool.size == 1)
    }

    @Test func `only what was never needed since the last trim is taken out`() {
        var pool = PoolState([1, 2, 3], limit: 3)
        _ = pool.ask(at: .now)
        _ = pool.ask(at: .now)
        _ = pool.giveBack(2)
        _ = pool.giveBack(3)
        #expect(pool.trim(to: 0) == [1])
        #expect(pool.trim(to: 1) == [2])
        #expect(pool.trim(to: 1) == [])
    }

    @Test func `who waits may open another when one is lost`() {
        var pool = PoolState<Int>(limit: 1)
        _ = pool.ask(at: .now)
        let ticket = pool.ask(at: .now).ticket
        let wake = pool.lose()
        #expect(wake?.ticket == ticket)
        guard case .open? = wake?.grant else {
            Issue.record("not to be opened")
            return
        }
        #expect(pool.size == 1)
        #expect(pool.lose() == nil && pool.size == 0)
    }

    @Test func `who gave up is not served`() {
        var pool = PoolState<Int>(limit: 1)
        _ = pool.ask(at: .now)
        let ticket = pool.ask(at: .now).ticket
        let wasWaiting = [pool.abandon(ticket ?? 0), pool.abandon(ticket ?? 0)]
        #expect(wasWaiting == [true, false])
        #expect(pool.giveBack(1) == nil)
    }

    @Test func `who has waited too long is sent away, and no other`() {
        var pool = PoolState<Int>(limit: 1)
        let now = ContinuousClock.now
        _ = pool.ask(at: now)
        let tickets = [0, 1, 2].compactMap { pool.ask(at: now + .seconds($0)).ticket }
        #expect(pool.expire(since: now - .seconds(1)).isEmpty)
        #expect(pool.expire(since: now + .seconds(1)).map(\.ticket) == Array(tickets.prefix(2)))
        #expect(pool.oldestWait == now + .seconds(2))
        #expect(pool.giveBack(1)?.ticket == tickets[2])
    }

    @Test func `closing sends all away and refuses more`() {
        var pool = PoolState<Int>(limit: 1)
        _ = pool.ask(at: .now)
        _ = pool.ask(at: .now)
        #expect(pool.close().count == 1)
        guard case .now(.closed) = pool.ask(at: .now) else {
            Issue.record("not refused")
            return
        }
        #expect(!pool.isQuiet)
        _ = pool.giveBack(1)
        #expect(pool.isQuiet)
    }
}

extension PoolState.Answer {
    fileprivate var ticket: Int? {
        if case .wait(let ticket) = self { ticket } else { nil }
    }

    fileprivate var isOpening: Bool {
        if case .now(.open) = self { true } else { false }
    }
}

@Suite struct PoolTests {
    @Test func `who waits too long is told so, and the next one is served`() async throws {
        let pool = Pool([1], limit: 1, patience: .milliseconds(20)) { () throws(SQLError) in 2 }
        let held = try await pool.take()
        await expectKind(.exhausted) { try await pool.take() }
        pool.giveBack(held)
        #expect(try await pool.take() == 1)
    }

    @Test func `who is cancelled while waiting leaves no gap`() async throws {
        let pool = Pool([1], limit: 1, patience: .seconds(60)) { () throws(SQLError) in 2 }
        let held = try await pool.take()
        let waiting = Task { try await pool.take() }
        try await Task.sleep(for: .milliseconds(10))
        waiting.cancel()
        await expectKind(.cancelled) { try await waiting.value }
        pool.giveBack(held)
        #expect(try await pool.take() == 1)
    }

    @Test func `a failure to open gives the place to the next`() async throws {
        let pool = Pool<Int>(limit: 1, patience: .seconds(60)) { () throws(SQLError) in
            throw SQLError(.connection, message: "no")
        }
        for _ in 0..<3 { await expectKind(.connection) { try await pool.take() } }
    }

    @Test func `many takers share few, each alone`() async throws {
        let pool = Pool<Int>(limit: 3, patience: .seconds(60)) { () throws(SQLError) in
            Int.random(in: 0...Int.max)
        }
        let seen = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    let held = try await pool.take()
                    await Task.yield()
                    pool.giveBack(held)
                    return held
                }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(seen.count <= 3)
        #expect(await pool.close().count == seen.count)
        await expectKind(.connection) { try await pool.take() }
    }

    @Test func `more work than connections is done in turn`() async throws {
        try await withEachDatabase { database in
            let sum = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 1...200 {
                    group.addTask { try await database.value("SELECT CAST(\(number) AS BIGINT)") }
                }
                return try await group.reduce(0, +)
            }
            #expect(sum == 20_100)
        }
    }

    @Test func `a closed database says so`() async throws {
        try await withEachDatabase { database in
            await database.close()
            await expectKind(.connection) { try await database.run("SELECT 1") }
            await expectKind(.connection) { try await database.transaction { try await $0.run("SELECT 1") } }
        }
    }
}
