import Essentials
import SQL
import Support
import Testing

private let table = Migration(
    "0001-values",
    up: { dialect in
        [
            """
            CREATE TABLE kept (
                id \(dialect.textID) PRIMARY KEY, i BIGINT, r DOUBLE PRECISION, t TEXT, b \(dialect.blob)
            )
            """
        ]
    },
    down: { _ in ["DROP TABLE kept"] }
)

private enum Mood: String, SQLEnum {
    case calm
    case loud
}

@Suite struct ValueTests {
    /// Writes the value into a column, and reads it back both from there and straight from a parameter.
    private func expectKept<Value: SQLValue & Equatable>(
        _ value: Value,
        column: SQL,
        as type: SQL
    ) async throws {
        try await withEachDatabase(migrations: [table]) { database in
            let id = ID<Mood>()
            try await database.run("INSERT INTO kept (id, \(column)) VALUES (\(id), \(value))")
            let back: Value = try await database.value("SELECT \(column) FROM kept WHERE id = \(id)")
            #expect(back == value)
            let echoed: Value = try await database.value("SELECT CAST(\(value) AS \(type))")
            #expect(echoed == value)
        }
    }

    @Test(arguments: [0, 1, -1, .max, .min, 1 << 53 + 1])
    func `whole numbers are kept`(number: Int64) async throws {
        try await expectKept(number, column: "i", as: "BIGINT")
        try await expectKept(Int(number), column: "i", as: "BIGINT")
    }

    @Test(arguments: [
        0, -0.1, .pi, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .infinity, -.infinity, 1e300,
    ])
    func `fractions are kept to the last bit`(number: Double) async throws {
        try await expectKept(number, column: "r", as: "DOUBLE PRECISION")
    }

    @Test(arguments: [
        "", "plain", "Ünïcödé", "日本語", "👩‍👩‍👧‍👦", "it's \"quoted\" \\ $1 ?", "a\nb\tc\r\n", "\u{FEFF}\u{10FFFF}",
        String(repeating: "long ", count: 100_000),
    ])
    func `text is kept`(text: String) async throws {
        try await expectKept(text, column: "t", as: "TEXT")
    }

    @Test(arguments: [[], [0], Array(0...255), [UInt8](repeating: 7, count: 1_000_000)] as [[UInt8]])
    func `bytes are kept`(bytes: [UInt8]) async throws {
        try await withEachDatabase(migrations: [table]) { database in
            try await database.run("INSERT INTO kept (id, b) VALUES (\("x"), \(bytes))")
            let back: [UInt8] = try await database.value("SELECT b FROM kept")
            #expect(back == bytes)
        }
    }

    @Test func `truth, ids, times, days and enumerations are kept`() async throws {
        try await expectKept(true, column: "i", as: "BIGINT")
        try await expectKept(false, column: "i", as: "BIGINT")
        try await expectKept(ID<Mood>(), column: "t", as: "TEXT")
        try await expectKept(Instant(milliseconds: -1), column: "i", as: "BIGINT")
        try await expectKept(Day(number: 20_000), column: "i", as: "BIGINT")
        try await expectKept(Mood.loud, column: "t", as: "TEXT")
        try await expectKept(Role.moderator, column: "t", as: "TEXT")
    }

    @Test func `no value is kept as none, whatever its type`() async throws {
        try await expectKept(nil as Int?, column: "i", as: "BIGINT")
        try await expectKept(nil as Double?, column: "r", as: "DOUBLE PRECISION")
        try await expectKept(nil as String?, column: "t", as: "TEXT")
        try await expectKept(Mood.calm as Mood?, column: "t", as: "TEXT")
        try await withEachDatabase(migrations: [table]) { database in
            try await database.run("INSERT INTO kept (id, b) VALUES (\("x"), \(nil as [UInt8]?))")
            let bytes: [UInt8]? = try await database.value("SELECT b FROM kept")
            #expect(bytes == nil)
        }
    }

    @Test func `one text with values of other types is another statement`() async throws {
        try await withEachDatabase(migrations: [table]) { database in
            try await database.run("INSERT INTO kept (id, i) VALUES (\("a"), \(1))")
            try await database.run("INSERT INTO kept (id, i) VALUES (\("b"), \(nil as Int?))")
            for _ in 0..<2 {
                let number: Int = try await database.value(
                    "SELECT coalesce(max(i), 0) FROM kept WHERE i > \(0)"
                )
                let nearly: Int = try await database.value(
                    "SELECT coalesce(max(i), 0) FROM kept WHERE i > \(0.5)"
                )
                #expect(number == 1 && nearly == 1)
            }
        }
    }

    @Test func `truth in SQL is read as truth`() async throws {
        try await withEachDatabase { database in
            let row = try await database.one("SELECT 1 < 2 AS yes, EXISTS (SELECT 1 WHERE 1 = 0) AS no")
            let yes: Bool = try row["yes"]
            let no: Bool = try row["no"]
            #expect(yes && !no)
        }
    }

    @Test func `a value of another type is refused with the column's name`() async throws {
        try await withEachDatabase { database in
            let row = try await database.one("SELECT 'word' AS word, 2 AS two, CAST(NULL AS BIGINT) AS none")
            #expect(throws: SQLError.self) { try row["word"] as Int }
            #expect(throws: SQLError.self) { try row["two"] as Bool }
            #expect(throws: SQLError.self) { try row["none"] as Int }
            #expect(throws: SQLError.self) { try row["word"] as Mood }
            #expect(throws: SQLError.self) { try row["missing"] as String }
            let error = #expect(throws: SQLError.self) { try row["word"] as ID<Mood> }
            #expect(error?.kind == .value && error?.debugDescription.contains("column word") == true)
        }
    }

    @Test func `what only one engine could store is refused by both`() async throws {
        try await withEachDatabase { database in
            await expectKind(.value) {
                try await database.run("SELECT CAST(\(Double.nan) AS DOUBLE PRECISION)")
            }
            await expectKind(.value) { try await database.run("SELECT CAST(\("a\0b") AS TEXT)") }
        }
    }

    @Test func `ids sort by bytes`() async throws {
        try await withEachDatabase(migrations: [table]) { database in
            for id in ["b", "_", "B", "a", "-", "1"] {
                try await database.run("INSERT INTO kept (id) VALUES (\(id))")
            }
            let sorted: [String] = try await database.values("SELECT id FROM kept ORDER BY id")
            #expect(sorted == ["-", "1", "B", "_", "a", "b"])
        }
    }

    @Test func `LIKE minds upper and lower case`() async throws {
        try await withEachDatabase { database in
            let count: Int = try await database.value("SELECT count(*) WHERE 'Abc' LIKE 'abc'")
            #expect(count == 0)
        }
    }
}
