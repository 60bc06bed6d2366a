import SQL
import Support
import Testing

@testable import App

@Suite struct SchemaTests {
    /// What becomes of a row of each column that names an upload, when that is deleted.
    private static func rules(in database: any Database) async throws -> [String: String] {
        let statement: SQL =
            switch database.dialect.engine {
            case .sqlite:
                """
                SELECT m.name || '.' || f."from" AS place, f.on_delete AS rule
                FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
                WHERE m.type = 'table' AND f."table" = 'assets'
                """
            case .postgres:
                """
                SELECT r.relname || '.' || a.attname AS place, CAST(c.confdeltype AS TEXT) AS rule
                FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
                JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum = c.conkey[1]
                WHERE c.contype = 'f' AND c.confrelid = to_regclass('assets')
                """
            }
        var rules: [String: String] = [:]
        for row in try await database.query(statement) { rules[try row["place"]] = try row["rule"] }
        return rules
    }

    @Test(arguments: TestDatabase.allCases)
    func `nothing keeps an upload from being swept`(engine: TestDatabase) async throws {
        try await engine.run { database in
            try await Schema.migrator.apply(to: database)
            let rules = try await Self.rules(in: database)
            #expect(rules.count >= 4)
            for (place, rule) in rules {
                #expect(["SET NULL", "CASCADE", "n", "c"].contains(rule), "\(place)")
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `every step leads back, and forth again`(engine: TestDatabase) async throws {
        try await engine.run { database in
            let all = try await Schema.migrator.apply(to: database)
            #expect(try await Schema.migrator.revert(to: nil, in: database) == all.reversed())
            #expect(try await Schema.migrator.apply(to: database) == all)
        }
    }
}
