internal import Essentials
internal import Glibc
package import SQL
package import Testing

/// The engines that every test of SQL runs on.
package enum TestDatabase: CaseIterable, CustomStringConvertible, Sendable {
    /// A file in a folder of its own.
    case sqlite
    /// A schema of its own on the server that `STEMMA_TEST_POSTGRES` names; without that the test fails.
    case postgres

    package var description: String {
        switch self {
        case .sqlite: "SQLite"
        case .postgres: "PostgreSQL"
        }
    }

    /// Runs `body` on a fresh database with these migrations, which is gone afterwards.
    nonisolated(nonsending) package func run(
        migrations: [Migration] = [],
        _ body: (any Database) async throws -> Void
    ) async throws {
        try await runOnURL { url in
            let database = try await Databases.open(url)
            do {
                try await Migrator(migrations).apply(to: database)
                try await body(database)
            } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }

    /// Runs `body` with the URL of a fresh, empty database, which is gone afterwards.
    nonisolated(nonsending) package func runOnURL(_ body: (String) async throws -> Void) async throws {
        await Turnstile.databases.enter()
        defer { Turnstile.databases.leave() }
        switch self {
        case .sqlite:
            try await withTemporaryFolder { folder in try await body("sqlite:\(folder)/test.db") }
        case .postgres:
            try await Self.withSchema(body)
        }
    }

    nonisolated(nonsending) private static func withSchema(_ body: (String) async throws -> Void) async throws
    {
        guard let variable = getenv("STEMMA_TEST_POSTGRES") else { throw MissingPostgres() }
        let server = String(cString: variable)
        let schema = "test_" + ID<TestDatabase>().text.replacing("-", with: "")
        let mark = server.contains("?") ? "&" : "?"
        let admin = try await Databases.open(server)
        try await admin.run("CREATE SCHEMA \(SQL(unescaped: schema))")
        do {
            try await body("\(server)\(mark)options=-csearch_path%3D\(schema)%2Cpublic")
        } catch {
            try await drop(schema, admin)
            throw error
        }
        try await drop(schema, admin)
    }

    nonisolated(nonsending) private static func drop(_ schema: String, _ admin: any Database) async throws {
        try await admin.run("DROP SCHEMA \(SQL(unescaped: schema)) CASCADE")
        await admin.close()
    }
}

/// Runs `body` on a fresh SQLite database and on a fresh PostgreSQL one, each with these migrations.
///
/// What `body` throws fails the test with the engine's name; `body` runs on the other engine all the same.
nonisolated(nonsending) package func withEachDatabase(
    migrations: [Migration] = [],
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: (any Database) async throws -> Void
) async throws {
    for engine in TestDatabase.allCases {
        do {
            try await engine.run(migrations: migrations, body)
        } catch {
            Issue.record(error, "on \(engine): \(String(reflecting: error))", sourceLocation: sourceLocation)
        }
    }
}

/// The test's PostgreSQL is not there.
package struct MissingPostgres: Error, CustomStringConvertible {
    package var description: String {
        "STEMMA_TEST_POSTGRES names no server: run scripts/test.sh, or source scripts/lib/postgres.sh and call postgres_start"
    }
}
