import SQL
import Support
import Testing

private func makes(_ table: String, id: String) -> Migration {
    let table = SQL(unescaped: table)
    return Migration(id, up: ["CREATE TABLE \(table) (id BIGINT PRIMARY KEY)"], down: ["DROP TABLE \(table)"])
}

private let first = makes("one", id: "0001-one")
private let second = Migration(
    "0002-two",
    up: ["CREATE TABLE two (id BIGINT PRIMARY KEY REFERENCES one (id))", "INSERT INTO one VALUES (\(7))"],
    down: ["DROP TABLE two", "DELETE FROM one"]
)
private let third = makes("three", id: "0003-three")

@Suite struct MigratorTests {
    @Test func `migrations are applied in the order of their ids, once`() async throws {
        try await withEachDatabase { database in
            let migrator = Migrator([third, first, second])
            #expect(try await migrator.apply(to: database) == ["0001-one", "0002-two", "0003-three"])
            #expect(try await migrator.apply(to: database) == [])
            try await migrator.verify(database)
            #expect(try await database.value("SELECT id FROM one") == 7)
        }
    }

    @Test func `a schema that is behind is refused, also an empty one`() async throws {
        try await withEachDatabase { database in
            let migrator = Migrator([first, second])
            await #expect(throws: MigrationError.behind(["0001-one", "0002-two"])) {
                try await migrator.verify(database)
            }
            try await Migrator([first]).apply(to: database)
            await #expect(throws: MigrationError.behind(["0002-two"])) { try await migrator.verify(database) }
        }
    }

    @Test func `a migration that was edited after it ran is refused`() async throws {
        try await withEachDatabase { database in
            try await Migrator([first]).apply(to: database)
            let edited = makes("uno", id: "0001-one")
            await #expect(throws: MigrationError.changed(["0001-one"])) {
                try await Migrator([edited, second]).apply(to: database)
            }
            await #expect(throws: MigrationError.changed(["0001-one"])) {
                try await Migrator([edited]).verify(database)
            }
            await #expect(throws: MigrationError.changed(["0001-one"])) {
                try await Migrator([edited]).revert(to: nil, in: database)
            }
        }
    }

    @Test func `a database of a later program is refused`() async throws {
        try await withEachDatabase { database in
            try await Migrator([first, second]).apply(to: database)
            await #expect(throws: MigrationError.unknown(["0002-two"])) {
                try await Migrator([first]).verify(database)
            }
        }
    }

    @Test func `the way back leads to an earlier state and to none, and forth again`() async throws {
        try await withEachDatabase { database in
            let migrator = Migrator([first, second, third])
            try await migrator.apply(to: database)
            #expect(try await migrator.revert(to: "0001-one", in: database) == ["0003-three", "0002-two"])
            #expect(try await database.exists("SELECT 1 FROM one") == false)
            await expectKind(.syntax) { try await database.query("SELECT 1 FROM two") }
            #expect(try await migrator.revert(to: nil, in: database) == ["0001-one"])
            #expect(try await migrator.apply(to: database).count == 3)
        }
    }

    @Test func `a migration that fails leaves nothing of itself, and those before it stay`() async throws {
        try await withEachDatabase { database in
            let broken = Migration("0002-x", up: ["CREATE TABLE x (id BIGINT)", "CREATE TABEL y"], down: [])
            await expectKind(.syntax) { try await Migrator([first, broken]).apply(to: database) }
            try await Migrator([first]).verify(database)
            await expectKind(.syntax) { try await database.query("SELECT 1 FROM x") }
        }
    }

    @Test func `several programs that start at once apply each migration once`() async throws {
        for engine in TestDatabase.allCases {
            try await engine.runOnURL { url in
                let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                    for _ in 0..<4 {
                        group.addTask {
                            let database = try await Databases.open(url)
                            let ids = try await Migrator([first, second, third]).apply(to: database)
                            await database.close()
                            return ids
                        }
                    }
                    return try await group.reduce(into: []) { $0 += $1 }
                }
                #expect(applied.sorted() == ["0001-one", "0002-two", "0003-three"], "on \(engine)")
            }
        }
    }
}
