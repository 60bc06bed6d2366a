import SQL
import Support
import Testing

private let counters = Migration(
    "0001-counters",
    up: [
        "CREATE TABLE counters (id BIGINT PRIMARY KEY, count BIGINT NOT NULL)",
        "INSERT INTO counters VALUES (1, 0)",
    ],
    down: ["DROP TABLE counters"]
)

private struct Changed: Error {}

private func count(_ session: any Session) async throws -> Int {
    try await session.value("SELECT count FROM counters WHERE id = 1")
}

private func expectCount(
    _ expected: Int,
    in database: any Database,
    sourceLocation: SourceLocation = #_sourceLocation
) async throws {
    let count = try await count(database)
    #expect(count == expected, sourceLocation: sourceLocation)
}

/// Holds the first until the second is there too; later ones pass.
private actor Meeting {
    private var count = 0
    private var first: CheckedContinuation<Void, Never>?

    func arrive() async {
        count += 1
        if count == 1 { return await withCheckedContinuation { first = $0 } }
        first?.resume()
        first = nil
    }
}

@Suite struct TransactionTests {
    @Test func `what a transaction did is seen when it has returned, and by itself before`() async throws {
        try await withEachDatabase(migrations: [counters]) { database in
            let inside = try await database.transaction { session in
                try await session.run("UPDATE counters SET count = 5")
                return try await count(session)
            }
            #expect(inside == 5)
            try await expectCount(5, in: database)
        }
    }

    @Test func `an error takes back all of it`() async throws {
        try await withEachDatabase(migrations: [counters]) { database in
            await #expect(throws: Changed.self) {
                try await database.transaction { session in
                    try await session.run("UPDATE counters SET count = 5")
                    throw Changed()
                }
            }
            try await expectCount(0, in: database)
        }
    }

    @Test func `cancellation takes back all of it`() async throws {
        try await withEachDatabase(migrations: [counters]) { database in
            let task = Task {
                try await database.transaction { session in
                    try await session.run("UPDATE counters SET count = 5")
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await session.run("UPDATE counters SET count = 6")
                }
            }
            await #expect(throws: CancellationError.self) { try await task.value }
            try await expectCount(0, in: database)
        }
    }

    @Test func `after a failed statement nothing more is done, even if the error was caught`() async throws {
        try await withEachDatabase(migrations: [counters]) { database in
            await expectKind(.unique(["id"])) {
                try await database.transaction { session in
                    try await session.run("UPDATE counters SET count = 5")
                    _ = try? await session.run("INSERT INTO counters VALUES (1, 1)")
                    await expectKind(.unique(["id"])) {
                        try await session.run("UPDATE counters SET count = 6")
                    }
                }
            }
            try await expectCount(0, in: database)
        }
    }

    @Test func `a broken promise found at the end takes back all of it`() async throws {
        let promise = Migration(
            "0002-promises",
            up: [
                """
                CREATE TABLE promises (
                    id BIGINT PRIMARY KEY, other_id BIGINT REFERENCES promises (id) DEFERRABLE INITIALLY DEFERRED
                )
                """
            ],
            down: ["DROP TABLE promises"]
        )
        try await withEachDatabase(migrations: [counters, promise]) { database in
            await expectKind(.foreignKey) {
                try await database.transaction { try await $0.run("INSERT INTO promises VALUES (1, 2)") }
            }
            let kept = try await database.transaction { session in
                try await session.run("INSERT INTO promises VALUES (1, 2)")
                return try await session.run("INSERT INTO promises VALUES (2, 1)").changes
            }
            #expect(kept == 1)
        }
    }

    @Test func `writers at the same time lose nothing`() async throws {
        try await withEachDatabase(migrations: [counters]) { database in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        try await database.transaction { session in
                            let lock = session.dialect.forUpdate
                            let count: Int = try await session.value(
                                "SELECT count FROM counters WHERE id = 1 \(lock)"
                            )
                            try await session.run("UPDATE counters SET count = \(count + 1) WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await expectCount(50, in: database)
        }
    }

    @Test func `two that wait for each other are sorted out`() async throws {
        try await TestDatabase.postgres.run(migrations: [counters]) { database in
            try await database.run("INSERT INTO counters VALUES (2, 0)")
            let meeting = Meeting()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for order in [[1, 2], [2, 1]] {
                    group.addTask {
                        try await database.transaction { session in
                            try await session.run(
                                "UPDATE counters SET count = count + 1 WHERE id = \(order[0])"
                            )
                            await meeting.arrive()
                            try await session.run(
                                "UPDATE counters SET count = count + 1 WHERE id = \(order[1])"
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            let total: Int = try await database.value("SELECT CAST(sum(count) AS BIGINT) FROM counters")
            #expect(total == 4)
        }
    }

    @Test func `a snapshot sees one state, and may not write`() async throws {
        try await withEachDatabase(migrations: [counters]) { database in
            let (before, after) = try await database.snapshot { session in
                let before = try await count(session)
                // Another task: in this one the database is not to be used beside the snapshot.
                _ = try await Task.detached { try await database.run("UPDATE counters SET count = 9") }.value
                return (before, try await count(session))
            }
            #expect(before == 0 && after == 0)
            try await expectCount(9, in: database)
            await expectKind(.misuse) {
                try await database.snapshot { try await $0.run("UPDATE counters SET count = 1") }
            }
        }
    }

    @Test func `the database itself is refused inside a transaction`() async throws {
        try await withEachDatabase(migrations: [counters]) { database in
            try await database.transaction { session in
                await expectKind(.misuse) { try await database.run("SELECT 1") }
                await expectKind(.misuse) { try await database.transaction { try await $0.run("SELECT 1") } }
                try await session.run("UPDATE counters SET count = 1")
            }
            try await expectCount(1, in: database)
        }
    }

    @Test func `a session is dead after its transaction`() async throws {
        try await withEachDatabase(migrations: [counters]) { database in
            let session = try await database.transaction { $0 }
            await expectKind(.misuse) { try await session.run("SELECT 1") }
        }
    }

    @Test func `changes are counted, and nothing else is`() async throws {
        try await withEachDatabase(migrations: [counters]) { database in
            #expect(try await database.execute("INSERT INTO counters VALUES (2, 0), (3, 0)") == 2)
            #expect(try await database.execute("UPDATE counters SET count = 1 WHERE id > 1") == 2)
            #expect(try await database.execute("UPDATE counters SET count = 1 WHERE id > 9") == 0)
            #expect(try await database.execute("CREATE INDEX by_count ON counters (count)") == 0)
            #expect(try await database.execute("SELECT * FROM counters") == 0)
            let outcome = try await database.run("DELETE FROM counters WHERE id > 1 RETURNING id")
            #expect(outcome.changes == 2 && outcome.rows.count == 2)
        }
    }

    @Test func `writing behind WITH finds its way to the writer`() async throws {
        try await withEachDatabase(migrations: [counters]) { database in
            let add: SQL = "WITH more AS (SELECT 7 AS id) INSERT INTO counters SELECT id, 0 FROM more"
            let added = try await database.execute(add)
            #expect(added == 1)
            let found: SQL = "WITH found AS (SELECT * FROM counters) SELECT 1 FROM found WHERE id = 7"
            let isThere = try await database.exists(found)
            #expect(isThere)
        }
    }
}
