import SQL
import Support
import Testing

private let table = Migration(
    "0001-songs",
    up: [
        "CREATE TABLE songs (id BIGINT PRIMARY KEY, artist_id BIGINT NOT NULL, made_at BIGINT NOT NULL, title TEXT)",
        "CREATE INDEX songs_newest ON songs (artist_id, made_at DESC, id DESC)",
    ],
    down: ["DROP TABLE songs"]
)

@Suite struct PlanGuardTests {
    @Test func `what an index answers passes`() async throws {
        try await withEachDatabase(migrations: [table]) { database in
            try await PlanGuard.expectNoFullScan("SELECT * FROM songs WHERE id = \(1)", in: database)
            try await PlanGuard.expectNoSort(
                "SELECT * FROM songs WHERE artist_id = \(1) ORDER BY made_at DESC, id DESC LIMIT \(20)",
                in: database
            )
            try await PlanGuard.expectNoFullScan("SELECT * FROM songs", in: database, except: ["songs"])
        }
    }

    @Test func `reading a whole table and sorting by hand are found`() async throws {
        try await withEachDatabase(migrations: [table]) { database in
            await withKnownIssue {
                try await PlanGuard.expectNoFullScan("SELECT * FROM songs WHERE title = \("x")", in: database)
            }
            await withKnownIssue {
                let sql: SQL = "SELECT * FROM songs WHERE artist_id = \(1) ORDER BY title"
                try await PlanGuard.expectNoSort(sql, in: database)
            }
        }
    }
}
