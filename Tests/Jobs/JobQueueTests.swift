import Essentials
import Support
import Synchronization
import Testing

@testable import Jobs
@testable import SQL

private struct Song: Codable, Equatable {
    var title: String
}

private struct Undone: Error {}

extension JobKind<Song> {
    fileprivate static let sing = JobKind("sing", maxAttempts: 3, lease: .seconds(60))
}

/// A clock that stands still until it is moved.
final class TestClock: Sendable {
    private let time = Mutex(Instant(milliseconds: 1_800_000_000_000))

    var now: Instant { time.withLock { $0 } }

    func advance(by duration: Duration) {
        time.withLock { $0 = $0 + duration }
    }
}

/// Runs `body` with an empty queue and its clock, on each engine.
func withEachQueue(_ body: (JobQueue, TestClock) async throws -> Void) async throws {
    try await withEachDatabase(migrations: JobQueue.migrations) { database in
        let clock = TestClock()
        try await body(JobQueue(database) { clock.now }, clock)
    }
}

@Suite struct JobQueueTests {
    private func claimOne(_ queue: JobQueue) async throws -> ClaimedJob {
        try #require(try await queue.claim("sing", limit: 1, lease: .seconds(60)).first)
    }

    @Test func `a job exists with the data that caused it, or never`() async throws {
        try await withEachQueue { queue, _ in
            await #expect(throws: Undone.self) {
                try await queue.database.transaction { session in
                    try await queue.enqueue(.sing, Song(title: "no"), in: session)
                    throw Undone()
                }
            }
            try await queue.database.transaction { session in
                try await queue.enqueue(.sing, Song(title: "yes"), in: session)
            }
            let claims = try await queue.claim("sing", limit: 9, lease: .seconds(60))
            #expect(claims.map(\.payload) == [#"{"title":"yes"}"#])
            #expect(claims.map(\.attempt) == [1])
        }
    }

    @Test func `a job that is not due yet is not claimed`() async throws {
        try await withEachQueue { queue, clock in
            let later = clock.now + .seconds(10)
            try await queue.enqueue(.sing, Song(title: "later"), in: queue.database, runAt: later)
            #expect(try await queue.nextDue(["sing", "dance"]) == ["sing": later])
            #expect(try await queue.claim("sing", limit: 9, lease: .seconds(60)).isEmpty)
            clock.advance(by: .seconds(10))
            _ = try await claimOne(queue)
        }
    }

    @Test func `what is due earlier is claimed first, and each job by one worker`() async throws {
        try await withEachQueue { queue, clock in
            for number in 1...60 {
                let runAt = clock.now - .seconds(number)
                try await queue.enqueue(.sing, Song(title: "\(number)"), in: queue.database, runAt: runAt)
            }
            let first = try await queue.claim("sing", limit: 1, lease: .seconds(60))
            #expect(first.map(\.payload) == [#"{"title":"60"}"#])
            let claimed = try await withThrowingTaskGroup(of: [ClaimedJob].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        var mine: [ClaimedJob] = []
                        while true {
                            let claims = try await queue.claim("sing", limit: 3, lease: .seconds(60))
                            if claims.isEmpty { return mine }
                            mine += claims
                        }
                    }
                }
                return try await group.reduce(into: first) { $0 += $1 }
            }
            #expect(claimed.count == 60)
            #expect(Set(claimed.map(\.id)).count == 60)
        }
    }

    @Test func `a worker that fell silent loses its job, and what it says later is not heard`() async throws {
        try await withEachQueue { queue, clock in
            try await queue.enqueue(.sing, Song(title: "a"), in: queue.database)
            let crashed = try await claimOne(queue)
            clock.advance(by: .seconds(59))
            #expect(try await queue.claim("sing", limit: 1, lease: .seconds(60)).isEmpty)
            clock.advance(by: .seconds(1))
            let second = try await claimOne(queue)
            #expect(second.id == crashed.id && second.attempt == 2)

            #expect(try await queue.complete(crashed, in: queue.database) == false)
            #expect(try await queue.renew(crashed, lease: .seconds(60)) == false)
            try await queue.postpone(crashed, JobFailure("x", retry: true), until: clock.now)
            try await queue.release(crashed)
            #expect(try await queue.bury(crashed, JobFailure("x", retry: false), in: queue.database) == false)
            #expect(try await queue.complete(second, in: queue.database))
            #expect(try await queue.job(second.id)?.state == .done)
        }
    }

    @Test func `a lease that is renewed holds`() async throws {
        try await withEachQueue { queue, clock in
            try await queue.enqueue(.sing, Song(title: "a"), in: queue.database)
            let claim = try await claimOne(queue)
            for _ in 0..<5 {
                clock.advance(by: .seconds(50))
                #expect(try await queue.renew(claim, lease: .seconds(60)))
                #expect(try await queue.claim("sing", limit: 1, lease: .seconds(60)).isEmpty)
            }
        }
    }

    @Test func `one job of a key waits at a time, with the latest payload and the earlier time`() async throws
    {
        try await withEachQueue { queue, clock in
            func enqueue(_ title: String, after delay: Duration) async throws -> ID<Job> {
                let song = Song(title: title)
                let runAt = clock.now + delay
                return try await queue.enqueue(
                    .sing,
                    song,
                    in: queue.database,
                    runAt: runAt,
                    dedupeKey: "one"
                )
            }
            let first = try await enqueue("a", after: .seconds(5))
            let second = try await enqueue("b", after: .seconds(9))
            #expect(first == second)
            let other = try await queue.enqueue(.sing, Song(title: "c"), in: queue.database, dedupeKey: "two")
            #expect(other != first)
            clock.advance(by: .seconds(5))
            let claims = try await queue.claim("sing", limit: 9, lease: .seconds(60))
            #expect(Set(claims.map(\.payload)) == [#"{"title":"b"}"#, #"{"title":"c"}"#])
        }
    }

    @Test func `a job that is asked for while it runs, runs once more`() async throws {
        try await withEachQueue { queue, clock in
            func enqueue(_ title: String) async throws {
                try await queue.enqueue(.sing, Song(title: title), in: queue.database, dedupeKey: "one")
            }
            try await enqueue("a")
            let first = try await claimOne(queue)
            try await enqueue("b")
            try await enqueue("c")
            #expect(try await queue.claim("sing", limit: 9, lease: .seconds(60)).isEmpty)
            #expect(try await queue.complete(first, in: queue.database))
            let second = try await claimOne(queue)
            #expect(second.payload == #"{"title":"c"}"# && second.attempt == 1)
            #expect(try await queue.complete(second, in: queue.database))
            #expect(try await queue.claim("sing", limit: 9, lease: .seconds(60)).isEmpty)
            try await enqueue("d")
            #expect(try await claimOne(queue).payload == #"{"title":"d"}"#)
        }
    }

    @Test func `the dead are kept with their reason, listed and run again when asked`() async throws {
        try await withEachQueue { queue, _ in
            let id = try await queue.enqueue(.sing, Song(title: "a"), in: queue.database, dedupeKey: "k")
            let claim = try await claimOne(queue)
            let failure = JobFailure("voice_lost", arguments: ["since": "Monday"], retry: false)
            #expect(try await queue.bury(claim, failure, in: queue.database))
            #expect(try await queue.list().elements.map(\.state) == [.dead])
            let record = try #require(try await queue.list(state: .dead, kind: "sing").elements.first)
            #expect(record.id == id && record.failure == failure && record.attempt == 1)

            let successor = try await queue.enqueue(
                .sing,
                Song(title: "b"),
                in: queue.database,
                dedupeKey: "k"
            )
            #expect(try await queue.retry(id) == false, "another with its key is queued")
            #expect(try await queue.complete(claimOne(queue), in: queue.database))
            #expect(try await queue.retry(successor) == false, "it is done")
            #expect(try await queue.retry(id))
            #expect(try await claimOne(queue).attempt == 1)
        }
    }

    @Test func `lists go from the newest on, page by page`() async throws {
        try await withEachQueue { queue, _ in
            var ids: [ID<Job>] = []
            for number in 0..<5 {
                ids.append(try await queue.enqueue(.sing, Song(title: "\(number)"), in: queue.database))
            }
            let newest = ids.sorted(by: >)
            let first = try await queue.list(limit: 3)
            #expect(first.elements.map(\.id) == Array(newest[..<3]))
            let second = try await queue.list(after: first.next, limit: 3)
            #expect(second.elements.map(\.id) == Array(newest[3...]) && second.next == nil)
            #expect(try await queue.list(kind: "dance").elements.isEmpty)
        }
    }

    @Test func `what is done is forgotten after its time, and nothing else`() async throws {
        try await withEachQueue { queue, clock in
            let done = try await queue.enqueue(.sing, Song(title: "a"), in: queue.database)
            #expect(try await queue.complete(claimOne(queue), in: queue.database))
            let dead = try await queue.enqueue(.sing, Song(title: "b"), in: queue.database)
            _ = try await queue.bury(claimOne(queue), JobFailure("x", retry: false), in: queue.database)
            clock.advance(by: .seconds(10))
            try await queue.prune(before: clock.now)
            #expect(try await queue.job(done) == nil)
            #expect(try await queue.job(dead) != nil)
        }
    }

    @Test func `every statement finds its rows through an index`() async throws {
        try await withEachQueue { queue, clock in
            let database = queue.database
            let lease = ID<ClaimedJob.Lease>()
            let claim = queue.claimStatement("sing", limit: 3, until: clock.now, lease: lease)
            try await PlanGuard.expectNoFullScan(claim, in: database, except: ["chosen"])
            try await PlanGuard.expectNoFullScan(
                JobQueue.nextDueStatement(["sing", "dance"]),
                in: database,
                except: ["kinds"]
            )
            for state in [nil, JobState.dead] {
                for kind in [nil, "sing"] {
                    for id in [nil, ID<Job>()] {
                        let list = JobQueue.listStatement(state: state, kind: kind, before: id, limit: 20)
                        if state == nil, kind == nil, id == nil { continue }
                        try await PlanGuard.expectNoSort(list, in: database)
                    }
                }
            }
            try await PlanGuard.expectNoFullScan(queue.endLeasesStatement(), in: database)
            try await PlanGuard.expectNoFullScan(
                "DELETE FROM jobs WHERE state = 'done' AND finished_at < \(clock.now)",
                in: database
            )
        }
    }
}
