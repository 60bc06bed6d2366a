import Essentials
import FoundationEssentials
import HTTP
import ObjectStore
import SQL
import Stage
import Support
import Testing

struct HealthTests {
    static let paths = ["/api/v1/health", "/api/v1/ready"]

    @Test(arguments: TestDatabase.allCases)
    func `an instance that is well says so of every part`(engine: TestDatabase) async throws {
        try await Room.run(on: engine) { room in
            for path in Self.paths {
                let answer = try await room.browser.get(path)
                #expect(answer.status == 200)
                #expect(answer.headers["Cache-Control"] == "no-store")
                #expect(answer.string("data", "status") == "ok")
                for part in ["database", "objects", "events", "jobs"] {
                    #expect(answer.string("data", "checks", part) == "ok", "\(part)")
                }
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a closed database fails whatever stands on it, and tells nothing of itself`(
        engine: TestDatabase
    ) async throws {
        try await Room.run(on: engine) { room in
            await room.database.close()
            for path in Self.paths {
                let answer = try await room.browser.get(path)
                #expect(answer.status == 503)
                #expect(answer.string("error", "code") == "unhealthy")
                #expect(answer.string("error", "message") == "Not well: database, events, jobs.")
                #expect(answer.string("error", "fields", "database") == "failing")
                #expect(answer.string("error", "fields", "objects") == nil)
            }
        }
    }

    @Test func `a lost folder of objects fails the objects`() async throws {
        try await Room.run(on: .sqlite) { room in
            try FileManager.default.removeItem(atPath: room.folder)
            let answer = try await room.browser.get("/api/v1/health")
            #expect(answer.status == 503)
            #expect(answer.string("error", "message") == "Not well: objects.")
        }
    }

    @Test func `the storage is summed up by bucket`() async throws {
        try await Room.run(on: .sqlite) { room in
            try await room.store.put(ObjectKey(.originals, "a.flac"), bytes: [1, 2, 3])
            try await room.store.put(ObjectKey(.originals, "b.flac"), bytes: [4, 5])
            try await room.store.put(ObjectKey(.images, "c/1.jpg"), bytes: [6])
            let answer = try await room.browser.get("/api/v1/admin/storage", as: Room.boss)
            let expected = ["originals": (2, 5), "images": (1, 1)]
            #expect(answer.list("data", "buckets").count == Bucket.allCases.count)
            for bucket in Bucket.allCases {
                let (objects, bytes) = expected[bucket.rawValue] ?? (0, 0)
                let use = #"{"bucket":"\#(bucket.rawValue)","objects":\#(objects),"bytes":\#(bytes)}"#
                #expect(answer.text.contains(use), "\(answer.text)")
            }
        }
    }
}
