import Essentials
import Testing

@testable import SQL

@Suite struct SQLTextTests {
    @Test func `interpolated values are bound, never spelled`() {
        let name = "'; DROP TABLE users; --"
        let sql: SQL = "SELECT * FROM users WHERE name = \(name) AND age > \(30)"
        #expect(sql.text == "SELECT * FROM users WHERE name = $1 AND age > $2")
        #expect(sql.values == [.text(name), .integer(30)])
    }

    @Test func `a literal in an interpolation is a value, not SQL`() {
        let sql: SQL = "SELECT \("x"), \(true ? "a" : "b")"
        #expect(sql.values == [.text("x"), .text("a")])
    }

    @Test func `parts nest and their places are counted through`() {
        let inner: SQL = "b = \(2) OR c = \(3)"
        let sql: SQL = "a = \(1) AND (\(inner)) AND d = \(4)"
        #expect(sql.text == "a = $1 AND (b = $2 OR c = $3) AND d = $4")
        #expect(sql.values == [.integer(1), .integer(2), .integer(3), .integer(4)])
    }

    @Test func `lists bind each element, and an empty one matches nothing`() {
        let some: SQL = "a IN (\(list: [1, 2]))"
        #expect(some.text == "a IN ($1, $2)")
        let none: SQL = "a IN (\(list: [String]()))"
        #expect(none.text == "a IN (SELECT CAST(NULL AS TEXT) WHERE 1 = 0)")
    }

    @Test func `parts are joined with their values`() {
        let parts: [SQL] = ["a = \(1)", "b", "c = \(2)"]
        let sql = parts.joined(separator: " AND ")
        #expect(sql.text == "a = $1 AND b AND c = $2")
        #expect([SQL]().joined(separator: ", ") == "")
    }

    @Test func `no value keeps its type`() {
        let sql: SQL = "\(nil as Int?) \(nil as String?) \(nil as Instant?) \(nil as [UInt8]?)"
        #expect(sql.values == [.null(.integer), .null(.text), .null(.integer), .null(.blob)])
    }
}
