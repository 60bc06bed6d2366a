import Catalog
import Essentials
import HTTP
import Jobs
import Stage
import Support
import Testing

@testable import Admin

struct JobTests {
    @Test(arguments: TestDatabase.allCases)
    func `jobs are listed the newest first, by state and kind`(engine: TestDatabase) async throws {
        try await Room.run(on: engine) { room in
            let first = try await room.queue.enqueue(
                .count,
                DayToCount(day: Day("2026-11-21")),
                in: room.database
            )
            let second = try await room.queue.enqueue(.tidy, NoArguments(), in: room.database)
            try await room.set(first, .dead)
            func ids(_ query: String) async throws -> [String?] {
                let list = try await room.browser.get("/api/v1/admin/jobs\(query)", as: Room.boss)
                return list.list("data").map { $0["id"] }
            }
            #expect(try await ids("") == [second.text, first.text])
            #expect(try await ids("?state=dead") == [first.text])
            #expect(try await ids("?type=tidy") == [second.text])
            #expect(try await ids("?type=tidy&state=done") == [])
            #expect(try await ids("?type=%00") == [])
            let page = try await room.browser.get("/api/v1/admin/jobs?limit=1", as: Room.boss)
            #expect(try await ids("?cursor=\(try #require(page.string("page", "next")))") == [first.text])
            let wrong = try await room.browser.get("/api/v1/admin/jobs?state=lost", as: Room.boss)
            #expect(wrong.status == 400)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a job tells how far it is and why it failed, not what it was told`(
        engine: TestDatabase
    ) async throws {
        try await Room.run(on: engine) { room in
            let job = try await room.queue.enqueue(
                .count,
                DayToCount(day: Day("2026-11-21")),
                in: room.database
            )
            try await room.set(job, .dead)
            let list = try await room.browser.get("/api/v1/admin/jobs", as: Room.boss)
            guard case .object(let shown)? = list.list("data").first else {
                Issue.record("no job in \(list.text)")
                return
            }
            #expect(shown["type"] == .string("count"))
            #expect(shown["state"] == .string("dead"))
            #expect(shown["attempts"] == .number(3))
            #expect(
                shown["error"]
                    == .object(["code": .string("disk_full"), "arguments": .object(["free": .string("0")])])
            )
            #expect(!list.text.contains("2026-11-21\""))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a job is queued by hand, once while it waits`(engine: TestDatabase) async throws {
        try await Room.run(on: engine) { room in
            func run(_ json: String) async throws -> Answer {
                try await room.browser.ask(.post, "/api/v1/admin/jobs/run", as: Room.boss, json: json)
            }
            let first = try await run(#"{"type":"count","day":"2026-11-20"}"#)
            #expect(first.status == 202)
            let again = try await run(#"{"type":"count","day":"2026-11-20"}"#)
            #expect(again.string("data", "job_id") == first.string("data", "job_id"))
            let other = try await run(#"{"type":"count"}"#)
            #expect(other.string("data", "job_id") != first.string("data", "job_id"))
            let jobs = try await room.queue.list().elements
            #expect(jobs.map(\.payload).sorted() == [#"{"day":"2026-11-20"}"#, "{}"])
            let unknown = try await run(#"{"type":"ingest"}"#)
            #expect(unknown.status == 422)
            #expect(unknown.string("error", "fields", "type")?.contains("count, tidy") == true)
            #expect(try await run(#"{"type":"count","day":"2026-02-30"}"#).status == 422)
            #expect(try await run("{}").status == 422)
            #expect(try await room.queue.list().elements.count == 2)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a job that failed for good is tried again`(engine: TestDatabase) async throws {
        try await Room.run(on: engine) { room in
            let job = try await room.queue.enqueue(.tidy, NoArguments(), in: room.database)
            func retry(_ id: ID<Job>) async throws -> Int {
                try await room.browser.ask(.post, "/api/v1/admin/jobs/\(id)/retry", as: Room.boss).status
            }
            try await room.set(job, .dead)
            #expect(try await retry(job) == 202)
            let record = try #require(try await room.queue.job(job))
            #expect(record.state == .waiting && record.attempt == 0)
            for state in [JobState.running, .done] {
                try await room.set(job, state)
                #expect(try await retry(job) == 409, "\(state)")
            }
            #expect(try await retry(ID<Job>()) == 404)
        }
    }
}

extension JSONValue {
    /// The text of a member.
    fileprivate subscript(_ name: String) -> String? {
        guard case .object(let members) = self, case .string(let text) = members[name] else { return nil }
        return text
    }
}
