import Essentials
import Support
import Testing

@testable import Jobs
@testable import SQL

@Suite struct JobRunnerTests {
    @Test func `a job begins at once when it is enqueued, not when somebody looks`() async throws {
        try await withEachDatabase(migrations: JobQueue.migrations) { database in
            let queue = JobQueue(database)
            let diary = Diary()
            let handler = JobHandler(.count) { number, _ in diary.write("\(number.value)") }
            let runner = JobRunner(queue, handlers: [handler], total: 2, patience: .seconds(600))
            try await withRunner(runner) {
                try await Task.sleep(for: .milliseconds(100))
                let begin = ContinuousClock.now
                try await database.transaction { try await queue.enqueue(.count, Number(value: 7), in: $0) }
                try await diary.wait(for: 1)
                #expect(ContinuousClock.now - begin < .seconds(5))
                let soon = Instant.now + .milliseconds(300)
                try await queue.enqueue(.count, Number(value: 8), in: database, runAt: soon)
                try await diary.wait(for: 2)
                #expect(Instant.now >= soon)
            }
            #expect(diary.all == ["7", "8"])
        }
    }

    @Test func `on PostgreSQL a job that another process enqueues begins at once too`() async throws {
        try await TestDatabase.postgres.runOnURL { url in
            let (here, there) = (try await Databases.open(url), try await Databases.open(url))
            try await Migrator(JobQueue.migrations).apply(to: here)
            let diary = Diary()
            let handler = JobHandler(.count) { number, _ in diary.write("\(number.value)") }
            let runner = JobRunner(JobQueue(here), handlers: [handler], total: 2, patience: .seconds(600))
            try await withRunner(runner) {
                try await Task.sleep(for: .milliseconds(100))
                try await JobQueue(there).enqueue(.count, Number(value: 7), in: there)
                try await diary.wait(for: 1)
            }
            await here.close()
            await there.close()
        }
    }

    @Test func `urgent jobs go first, and idle ones leave room`() async throws {
        try await withEachDatabase(migrations: JobQueue.migrations) { database in
            let queue = JobQueue(database)
            let diary = Diary()
            let handlers = [
                JobHandler(.idle) { _, _ in diary.write("idle") },
                JobHandler(.count) { _, _ in diary.write("count") },
                JobHandler(.hurry) { _, _ in diary.write("hurry") },
            ]
            for _ in 0..<3 {
                try await queue.enqueue(.idle, Number(value: 0), in: database)
                try await queue.enqueue(.count, Number(value: 0), in: database)
                try await queue.enqueue(.hurry, Number(value: 0), in: database)
            }
            try await JobRunner(queue, handlers: handlers, total: 1).drain()
            #expect(
                diary.all == ["hurry", "hurry", "hurry", "count", "count", "count", "idle", "idle", "idle"]
            )
        }
    }

    @Test func `no more of a kind run at once than it allows`() async throws {
        try await withEachDatabase(migrations: JobQueue.migrations) { database in
            let queue = JobQueue(database)
            let crowd = Crowd()
            let handler = JobHandler(.count, limit: 2) { _, _ in
                crowd.enter()
                try await Task.sleep(for: .milliseconds(5))
                crowd.leave()
            }
            for number in 0..<12 { try await queue.enqueue(.count, Number(value: number), in: database) }
            try await JobRunner(queue, handlers: [handler], total: 8).drain()
            #expect(crowd.most == 2)
            #expect(try await queue.list(state: .done).elements.count == 12)
        }
    }

    @Test func `a failure is tried again after a while, and given up in the end with its reason`()
        async throws
    {
        try await withEachQueue { queue, clock in
            let diary = Diary()
            let handler = JobHandler(
                .count,
                giveUp: { number, failure, session in
                    diary.write("given up \(number.value): \(failure.code)")
                    try await session.run("UPDATE job_schedules SET next_at = 0")
                },
                run: { _, context in
                    diary.write("attempt \(context.attempt)\(context.isLastAttempt ? ", the last" : "")")
                    throw JobFailure("busy", arguments: ["with": "x"], retry: true)
                }
            )
            let runner = JobRunner(queue, handlers: [handler], total: 2)
            let id = try await queue.enqueue(.count, Number(value: 5), in: queue.database)
            try await runner.drain()
            let waiting = try #require(try await queue.job(id))
            #expect(waiting.state == .waiting && waiting.failure?.code == "busy")
            #expect(waiting.dueAt > clock.now && waiting.dueAt <= clock.now + .seconds(8))
            for _ in 0..<3 {
                clock.advance(by: .seconds(100))
                try await runner.drain()
            }
            #expect(diary.all == ["attempt 1", "attempt 2", "attempt 3, the last", "given up 5: busy"])
            let dead = try #require(try await queue.job(id))
            #expect(dead.state == .dead && dead.failure?.arguments == ["with": "x"])
        }
    }

    @Test func `the end of every attempt is told with the job's name`() async throws {
        try await withEachQueue { queue, clock in
            let diary = Diary()
            let handler = JobHandler(.count) { number, context in
                if context.attempt <= number.value { throw JobFailure("busy", retry: number.value < 5) }
            }
            let runner = JobRunner(
                queue,
                handlers: [handler],
                total: 1,
                onEnd: { end in
                    #expect(end.kind == "count" && end.duration > .zero)
                    diary.write("\(end.id) \(end.attempt) \(end.outcome.word)")
                }
            )
            let passing = try await queue.enqueue(.count, Number(value: 1), in: queue.database)
            try await runner.drain()
            clock.advance(by: .seconds(100))
            try await runner.drain()
            let hopeless = try await queue.enqueue(.count, Number(value: 5), in: queue.database)
            try await runner.drain()
            let told = ["\(passing) 1 postponed busy", "\(passing) 2 done", "\(hopeless) 1 failed busy"]
            #expect(diary.all == told)
        }
    }

    @Test func `a failure that will not pass is not tried again`() async throws {
        try await withEachQueue { queue, _ in
            let diary = Diary()
            let handler = JobHandler(.count, giveUp: { _, failure, _ in diary.write(failure.code) }) { _, _ in
                throw JobFailure("truncated", retry: false)
            }
            let id = try await queue.enqueue(.count, Number(value: 5), in: queue.database)
            try await JobRunner(queue, handlers: [handler], total: 2).drain()
            #expect(diary.all == ["truncated"])
            #expect(try await queue.job(id)?.state == .dead)
        }
    }

    @Test func `a payload that can't be read is a dead letter`() async throws {
        try await withEachQueue { queue, clock in
            let handler = JobHandler(.count) { _, _ in Issue.record("ran") }
            let id = try await queue.enqueue(
                "count",
                "{}",
                in: queue.database,
                runAt: clock.now,
                dedupeKey: nil
            )
            try await JobRunner(queue, handlers: [handler], total: 2).drain()
            #expect(try await queue.job(id)?.failure?.code == "unreadable_payload")
        }
    }

    @Test func `a job that takes every worker with it is given up`() async throws {
        try await withEachQueue { queue, clock in
            let diary = Diary()
            let handler = JobHandler(.count, giveUp: { _, failure, _ in diary.write(failure.code) }) { _, _ in
                diary.write("ran")
            }
            try await queue.enqueue(.count, Number(value: 5), in: queue.database)
            for _ in 0..<3 {
                // The worker claims it and is never heard of again.
                #expect(try await queue.claim("count", limit: 1, lease: .seconds(60)).count == 1)
                clock.advance(by: .seconds(60))
            }
            try await JobRunner(queue, handlers: [handler], total: 2).drain()
            #expect(diary.all == ["worker_lost"])
        }
    }

    @Test func `effects and the job's end are written together, once`() async throws {
        try await withEachDatabase(migrations: JobQueue.migrations) { database in
            let queue = JobQueue(database)
            try await database.run("CREATE TABLE effects (n BIGINT NOT NULL)")
            let handler = JobHandler(.count) { number, context in
                try await database.transaction { session in
                    try await session.run("INSERT INTO effects VALUES (\(number.value))")
                    try await context.finish(in: session)
                }
                throw JobFailure("after_the_end", retry: true)
            }
            let id = try await queue.enqueue(.count, Number(value: 1), in: database)
            try await JobRunner(queue, handlers: [handler], total: 1).drain()
            #expect(try await queue.job(id)?.state == .done)

            try await queue.enqueue(.count, Number(value: 2), in: database)
            let stale = try #require(try await queue.claim("count", limit: 1, lease: .seconds(60)).first)
            try await database.run("UPDATE jobs SET lease = 'other' WHERE id = \(stale.id)")
            await #expect(throws: LeaseLost.self) {
                try await database.transaction { session in
                    try await session.run("INSERT INTO effects VALUES (2)")
                    guard try await queue.complete(stale, in: session) else { throw LeaseLost() }
                }
            }
            #expect(try await database.values("SELECT n FROM effects") == [1])
        }
    }

    @Test func `progress is heard and kept`() async throws {
        try await withEachDatabase(migrations: JobQueue.migrations) { database in
            let queue = JobQueue(database)
            let diary = Diary()
            let handler = JobHandler(.count) { _, context in
                await context.progress(0.25, doing: "reading")
                await context.progress(7, doing: "writing")
                let stored = try await queue.job(context.id)
                diary.write("\(stored?.progress ?? 0) \(stored?.doing ?? "")")
            }
            try await queue.enqueue(.count, Number(value: 1), in: database)
            let runner = JobRunner(queue, handlers: [handler], total: 1) { progress in
                diary.write("\(progress.fraction) \(progress.doing) \(progress.payload)")
            }
            try await runner.drain()
            #expect(diary.all == [#"0.25 reading {"value":1}"#, #"1.0 writing {"value":1}"#, "1.0 writing"])
        }
    }

    @Test func `progress that goes on as it was is heard now and then`() async throws {
        try await withEachDatabase(migrations: JobQueue.migrations) { database in
            let diary = Diary()
            let handler = JobHandler(.count) { _, context in
                for step in 1...10_000 { await context.progress(Double(step) / 10_000, doing: "reading") }
            }
            let queue = JobQueue(database)
            try await queue.enqueue(.count, Number(value: 1), in: database)
            let runner = JobRunner(queue, handlers: [handler], total: 1) { diary.write("\($0.fraction)") }
            try await runner.drain()
            #expect(diary.all.first == "0.0001" && diary.all.count < 5000)
        }
    }

    @Test func `what the clock says is enqueued once, by however many runners`() async throws {
        try await withEachQueue { queue, clock in
            let schedule = JobSchedule(.count, every: .seconds(3600)) { Number(value: 1) }
            let hour = schedule.next(after: clock.now)
            for round in 1...3 {
                let next = try await withThrowingTaskGroup(of: Instant?.self) { group in
                    for _ in 0..<4 { group.addTask { try await queue.enqueueDue([schedule]) } }
                    return try await group.reduce(into: Set<Instant?>()) { $0.insert($1) }
                }
                #expect(next == [hour + .seconds(3600 * (round - 1))])
                let claims = try await queue.claim("count", limit: 9, lease: .seconds(60))
                #expect(claims.count == (round == 1 ? 0 : 1))
                for claim in claims { #expect(try await queue.complete(claim, in: queue.database)) }
                clock.advance(by: .seconds(3600))
            }
            // Days without a process are made up for by one job.
            clock.advance(by: .seconds(86_400 * 3))
            _ = try await queue.enqueueDue([schedule])
            #expect(try await queue.claim("count", limit: 9, lease: .seconds(60)).count == 1)
        }
    }

    @Test func `a runner keeps to its schedule`() async throws {
        try await withEachDatabase(migrations: JobQueue.migrations) { database in
            let diary = Diary()
            let handler = JobHandler(.count) { _, _ in diary.write("tick") }
            let schedule = JobSchedule(.count, every: .seconds(1)) { Number(value: 1) }
            let runner = JobRunner(
                JobQueue(database),
                handlers: [handler],
                schedules: [schedule],
                total: 1,
                patience: .seconds(600)
            )
            try await withRunner(runner) { try await diary.wait(for: 2) }
        }
    }
}
