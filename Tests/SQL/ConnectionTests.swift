import SQL
import Support
import Testing

@testable import SQL

@Suite struct ConnectionTests {
    /// Has the server end the connections of a pool, as a restart or an administrator would.
    private func breakConnections(of database: any Database) async throws {
        let others: SQL = "FROM pg_stat_activity WHERE application_name = 'breakable'"
        try await database.run("SELECT pg_terminate_backend(pid, 5000) \(others)")
        // The server's process has ended; its last words may still be on their way.
        try await Task.sleep(for: .milliseconds(50))
    }

    private func withBreakable(_ body: (any Database, any Database) async throws -> Void) async throws {
        try await TestDatabase.postgres.runOnURL { url in
            let database = try await PostgresDatabase("\(url)&application_name=breakable")
            let other = try await Databases.open(url)
            try await body(database, other)
            await database.close()
            await other.close()
        }
    }

    @Test func `connections that broke while idle, in use or listening are replaced`() async throws {
        try await withBreakable { database, other in
            try await database.run("CREATE TABLE kept (id BIGINT PRIMARY KEY)")
            var notices = try await database.notices(on: "news").makeAsyncIterator()
            try await breakConnections(of: other)
            // The pool's idle connection is dead: nobody notices.
            #expect(try await database.value("SELECT CAST(1 AS BIGINT)") == 1)

            await expectKind(.connection) {
                try await database.transaction { session in
                    try await session.run("INSERT INTO kept VALUES (1)")
                    try await self.breakConnections(of: other)
                    try await session.run("INSERT INTO kept VALUES (2)")
                }
            }
            #expect(try await database.value("SELECT count(*) FROM kept") == 0)

            // The listener has a new connection and tells everybody to look.
            #expect(await notices.next() != nil)
            try await other.notify("news")
            #expect(await notices.next() != nil)
        }
    }

    @Test func `a pool that is used up says so in time and recovers`() async throws {
        try await TestDatabase.postgres.runOnURL { url in
            let database: any Database = try await PostgresDatabase(
                url,
                limit: 1,
                patience: .milliseconds(50)
            )
            try await database.transaction { session in
                let other = Task.detached { try await database.run("SELECT 1") }
                await expectKind(.exhausted) { try await other.value }
                try await session.run("SELECT 1")
            }
            try await database.run("SELECT 1")
            await database.close()
        }
        try await TestDatabase.sqlite.runOnURL { url in
            let path = String(url.dropFirst("sqlite:".count))
            let database: any Database = try SQLiteDatabase(
                path: path,
                readers: 1,
                patience: .milliseconds(50)
            )
            try await database.transaction { _ in
                let other = Task.detached { try await database.run("CREATE TABLE x (y BIGINT)") }
                await expectKind(.exhausted) { try await other.value }
            }
            try await database.run("CREATE TABLE x (y BIGINT)")
            await database.close()
        }
    }

    @Test func `more different statements than are kept prepared all work`() async throws {
        try await withEachDatabase { database in
            for round in 0..<2 {
                for number in 0..<300 {
                    let sql: SQL = "SELECT CAST(\(number) AS BIGINT) + \(SQL(unescaped: "\(number)"))"
                    let double: Int = try await database.value(sql)
                    #expect(double == 2 * number, "round \(round)")
                }
            }
        }
    }

    @Test func `a prepared statement survives a change of its table`() async throws {
        try await withEachDatabase { database in
            try await database.run("CREATE TABLE growing (a BIGINT)")
            try await database.run("INSERT INTO growing VALUES (1)")
            for _ in 0..<3 { try await database.run("SELECT * FROM growing") }
            try await database.run("ALTER TABLE growing ADD COLUMN b BIGINT")
            let added: Int? = try await database.one("SELECT * FROM growing")["b"]
            #expect(added == nil)
            try await database.transaction { try await $0.run("SELECT * FROM growing") }
            try await database.run("ALTER TABLE growing ADD COLUMN c BIGINT")
            try await database.transaction { _ = try await $0.one("SELECT * FROM growing")["c"] as Int? }
        }
    }

    @Test func `a large answer and a large statement arrive whole`() async throws {
        try await withEachDatabase { database in
            try await database.run("CREATE TABLE numbers (n BIGINT PRIMARY KEY, words TEXT NOT NULL)")
            let words = String(repeating: "word ", count: 200)
            for start in stride(from: 0, to: 20_000, by: 5000) {
                let rows = (start..<start + 5000).map { "(\($0), \(words))" as SQL }.joined(separator: ", ")
                #expect(try await database.execute("INSERT INTO numbers VALUES \(rows)") == 5000)
            }
            let rows = try await database.query("SELECT n, words FROM numbers ORDER BY n")
            #expect(rows.count == 20_000)
            #expect(try rows[19_999]["n"] == 19_999 && rows[19_999]["words"] == words)
        }
    }

    @Test func `a sum of whole numbers has to be cast`() async throws {
        try await TestDatabase.postgres.run { database in
            let sum: SQL = "SELECT sum(n) FROM (VALUES (CAST(1 AS BIGINT)), (2)) AS numbers (n)"
            await expectKind(.value) { try await database.query(sum) }
        }
    }
}
