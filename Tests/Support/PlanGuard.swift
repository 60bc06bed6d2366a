package import SQL
package import Testing

/// Fails a test where a statement would read a whole table or sort what an index could give in order.
///
/// Tables in tests are small and planners then prefer to read them whole. SQLite plans without statistics as if
/// tables were large; PostgreSQL is told that whole reads and sorts are dear, so that they remain only where no
/// index would do.
package enum PlanGuard {
    /// Expects that every table is found through an index, except those in `scanned`.
    package static func expectNoFullScan(
        _ sql: SQL,
        in database: any Database,
        except scanned: Set<String> = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let plan = try await plan(of: sql, in: database)
        let scans = plan.compactMap(fullyScanned).filter { !scanned.contains($0) }
        #expect(
            scans.isEmpty,
            "\(database.dialect.engine) reads all of \(scans):\n\(plan.joined(separator: "\n"))",
            sourceLocation: sourceLocation
        )
    }

    /// Expects that an index gives the rows in order, and that no table is read whole.
    package static func expectNoSort(
        _ sql: SQL,
        in database: any Database,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await expectNoFullScan(sql, in: database, sourceLocation: sourceLocation)
        let plan = try await plan(of: sql, in: database)
        #expect(
            !plan.contains { $0.contains("USE TEMP B-TREE") || $0.contains("Sort Key:") },
            "\(database.dialect.engine) sorts:\n\(plan.joined(separator: "\n"))",
            sourceLocation: sourceLocation
        )
    }

    /// The lines in which the engine says how it would run the statement, which isn't run.
    package static func plan(of sql: SQL, in database: any Database) async throws -> [String] {
        switch database.dialect.engine {
        case .sqlite:
            return try await database.query("EXPLAIN QUERY PLAN \(sql)").map { try $0["detail"] }
        case .postgres:
            return try await database.transaction { session in
                for setting in ["seqscan", "bitmapscan", "sort"] {
                    try await session.run("SET LOCAL enable_\(SQL(unescaped: setting)) = off")
                }
                return try await session.values("EXPLAIN (COSTS OFF) \(sql)")
            }
        }
    }

    /// The table that a line of a plan reads from one end to the other.
    private static func fullyScanned(_ line: String) -> String? {
        if let scan = line.firstRange(of: "Seq Scan on ") {
            return line[scan.upperBound...].split(separator: " ").first.map(String.init)
        }
        let words = line.split(separator: " ")
        guard words.first == "SCAN", words.count > 1, !words.contains("INDEX"), !words[1].hasPrefix("("),
            !words.contains("CONSTANT")
        else { return nil }
        return String(words[1])
    }
}
