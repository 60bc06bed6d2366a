import Essentials
import Support
import Testing

@testable import Jobs
@testable import SQL

/// Whose a job is while its worker runs, crashes, stops or falls silent.
@Suite struct JobLeaseTests {
    /// What is written down by the next worker, after one that has claimed a job crashed; `lease` is from its claim on.
    private func attempts(
        on engine: TestDatabase,
        afterCrashWithLease lease: Duration,
        besideAnother: Bool
    ) async throws -> [String] {
        let diary = Diary()
        try await engine.runOnURL { url in
            let crashed = try await Databases.open(url)
            let others = [try await Databases.open(url), try await Databases.open(url)]
            try await Migrator(JobQueue.migrations).apply(to: crashed)
            let worker = JobQueue(crashed)
            try await worker.enlist()
            if besideAnother { try await JobQueue(others[0]).enlist() }
            try await worker.enqueue(.brief, Number(value: 1), in: crashed)
            _ = try await worker.claim("brief", limit: 1, lease: lease)
            await crashed.close()
            let handler = JobHandler(.brief) { _, context in diary.write("attempt \(context.attempt)") }
            let runner = JobRunner(JobQueue(others[1]), handlers: [handler], total: 1)
            try await withRunner(runner) { try await diary.wait(for: 1) }
            for other in others { await other.close() }
        }
        return diary.all
    }

    @Test(arguments: TestDatabase.allCases)
    func `the job of a crashed worker is done at once by the next, where none lives`(
        engine: TestDatabase
    ) async throws {
        let attempts = try await attempts(
            on: engine,
            afterCrashWithLease: .seconds(600),
            besideAnother: false
        )
        #expect(attempts == ["attempt 2"])
    }

    @Test(arguments: TestDatabase.allCases)
    func `while another worker lives, it is done as soon as its lease ends`(engine: TestDatabase) async throws
    {
        let start = ContinuousClock.now
        let lease = Duration.milliseconds(2500)
        let attempts = try await attempts(on: engine, afterCrashWithLease: lease, besideAnother: true)
        #expect(attempts == ["attempt 2"])
        #expect(ContinuousClock.now - start > lease)
    }

    @Test func `a long job keeps its lease`() async throws {
        try await withEachDatabase(migrations: JobQueue.migrations) { database in
            let queue = JobQueue(database)
            let diary = Diary()
            let handler = JobHandler(.brief) { _, _ in
                diary.write("begun")
                try await Task.sleep(for: JobKind.brief.lease * 1.4)
                diary.write("done")
            }
            try await queue.enqueue(.brief, Number(value: 1), in: database)
            let others = [
                JobRunner(queue, handlers: [handler], total: 1),
                JobRunner(queue, handlers: [handler], total: 1),
            ]
            try await withRunner(others[0]) {
                try await withRunner(others[1]) { try await diary.wait(for: 2) }
            }
            #expect(diary.all == ["begun", "done"])
        }
    }

    @Test func `who lost the lease is stopped, and its word does not count`() async throws {
        try await withEachDatabase(migrations: JobQueue.migrations) { database in
            let queue = JobQueue(database)
            let diary = Diary()
            let handler = JobHandler(.brief) { _, _ in
                diary.write("begun")
                do {
                    try await Task.sleep(for: .seconds(60))
                } catch {
                    diary.write("stopped")
                    throw error
                }
            }
            let id = try await queue.enqueue(.brief, Number(value: 1), in: database)
            try await withRunner(JobRunner(queue, handlers: [handler], total: 1)) {
                try await diary.wait(for: 1)
                let other = ID<ClaimedJob.Lease>()
                let end = Instant.now + .seconds(60)
                try await database.run("UPDATE jobs SET lease = \(other), due_at = \(end) WHERE id = \(id)")
                try await diary.wait(for: 2)
            }
            #expect(try await queue.job(id)?.state == .running)
        }
    }

    @Test func `a runner that stops puts back what it had not done, as if never begun`() async throws {
        try await withEachDatabase(migrations: JobQueue.migrations) { database in
            let queue = JobQueue(database)
            let diary = Diary()
            let handler = JobHandler(.count) { _, _ in
                diary.write("begun")
                try await Task.sleep(for: .seconds(60))
            }
            let id = try await queue.enqueue(.count, Number(value: 1), in: database)
            try await withRunner(JobRunner(queue, handlers: [handler], total: 1)) {
                try await diary.wait(for: 1)
            }
            let job = try #require(try await queue.job(id))
            #expect(job.state == .waiting && job.attempt == 0 && job.dueAt <= .now)
        }
    }
}
