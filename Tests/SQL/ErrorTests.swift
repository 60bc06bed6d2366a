import SQL
import Support
import Testing

private let tables = Migration(
    "0001-people",
    up: [
        """
        CREATE TABLE people (
            id BIGINT PRIMARY KEY,
            realm TEXT NOT NULL,
            name TEXT NOT NULL,
            nick TEXT,
            age BIGINT NOT NULL CONSTRAINT of_age CHECK (age >= 18),
            UNIQUE (realm, name)
        )
        """,
        "CREATE UNIQUE INDEX people_folded ON people (lower(nick))",
        "CREATE UNIQUE INDEX people_first ON people (realm) WHERE age > 100",
        "CREATE TABLE pets (id BIGINT PRIMARY KEY, owner_id BIGINT NOT NULL REFERENCES people (id))",
        "INSERT INTO people VALUES (1, 'here', 'Ann', 'Duck', 30)",
        "INSERT INTO pets VALUES (1, 1)",
    ],
    down: ["DROP TABLE pets", "DROP TABLE people"]
)

@Suite struct ErrorTests {
    @Test func `a refused row says which rule it broke`() async throws {
        try await withEachDatabase(migrations: [tables]) { database in
            await expectKind(.unique(["id"])) {
                try await database.run("INSERT INTO people VALUES (1, 'a', 'b', NULL, 20)")
            }
            await expectKind(.unique(["realm", "name"])) {
                try await database.run("INSERT INTO people VALUES (2, 'here', 'Ann', NULL, 20)")
            }
            await expectKind(.unique(["people_folded"])) {
                try await database.run("INSERT INTO people VALUES (2, 'a', 'b', 'duck', 20)")
            }
            await expectKind(.check("of_age")) {
                try await database.run("INSERT INTO people VALUES (2, 'a', 'b', NULL, 17)")
            }
            await expectKind(.notNull("name")) {
                try await database.run("INSERT INTO people VALUES (2, 'a', NULL, NULL, 20)")
            }
            await expectKind(.foreignKey) { try await database.run("INSERT INTO pets VALUES (2, 9)") }
            await expectKind(.foreignKey) { try await database.run("DELETE FROM people") }
        }
    }

    @Test func `a partial unique index names its columns`() async throws {
        try await withEachDatabase(migrations: [tables]) { database in
            try await database.run("INSERT INTO people VALUES (2, 'old', 'b', NULL, 101)")
            do {
                try await database.run("INSERT INTO people VALUES (3, 'old', 'c', NULL, 101)")
                Issue.record("two rows of one key")
            } catch let error as SQLError {
                #expect(error.isUnique("realm"))
                #expect(!error.isUnique("realm", "name"))
            }
        }
    }

    @Test func `a database that has no room left says so, and goes on once there is some`() async throws {
        try await TestDatabase.sqlite.run(migrations: [tables]) { database in
            try await database.run("PRAGMA max_page_count = 1")
            await expectKind(.outOfSpace) {
                for number in 2..<1000 {
                    let name = String(repeating: "x", count: 1000)
                    try await database.run(
                        "INSERT INTO people VALUES (\(number), \("\(number)"), \(name), NULL, 20)"
                    )
                }
            }
            try await database.run("PRAGMA max_page_count = 10000")
            try await database.run("INSERT INTO people VALUES (1000, 'there', 'Bea', NULL, 20)")
        }
    }

    @Test func `what isn't understood is told apart from what isn't there to be reached`() async throws {
        try await withEachDatabase(migrations: [tables]) { database in
            await expectKind(.syntax) { try await database.run("SELEKT 1") }
            await expectKind(.syntax) { try await database.run("SELECT * FROM nowhere") }
            await expectKind(.syntax) { try await database.run("SELECT missing FROM people") }
            await expectKind(.syntax) { try await database.run("SELECT 1; SELECT 2") }
            await expectKind(.syntax) { try await database.run("SELECT \"no string\"") }
        }
        await expectKind(.connection) { try await Databases.open("sqlite:/nowhere/at/all.db") }
        await expectKind(.connection) { try await Databases.open("postgres://nobody@/x?host=/nowhere") }
        await expectKind(.value) { try await Databases.open("mysql://localhost/x") }
    }

    @Test func `the short text leaks nothing and the long one tells the statement, never its values`()
        async throws
    {
        try await withEachDatabase(migrations: [tables]) { database in
            do {
                try await database.run("INSERT INTO people VALUES (\(2), \("here"), \("Ann"), \("x"), \(77))")
                Issue.record("two rows of one key")
            } catch let error as SQLError {
                #expect("\(error)" == "database error: unique([\"realm\", \"name\"])")
                #expect(error.debugDescription.contains("VALUES ($1, $2, $3, $4, $5)"))
                #expect(!error.debugDescription.contains("77") && !error.debugDescription.contains("Ann"))
            }
        }
    }

    @Test func `exactly one row means exactly one`() async throws {
        try await withEachDatabase(migrations: [tables]) { database in
            await expectKind(.value) { try await database.one("SELECT 1 WHERE 1 = 0") }
            await expectKind(.value) { try await database.one("SELECT 1 UNION SELECT 2") }
            let nothing = try await database.first("SELECT 1 WHERE 1 = 0")
            #expect(nothing == nil)
        }
    }
}
