/// One row of an answer; columns are read by name or by position.
package struct Row: Sendable {
    let values: [Datum]
    let columns: Columns

    /// The value in `column`, as the type that is asked for.
    ///
    /// - Throws: `SQLError` of kind `value` where no column has the name or it holds another type.
    package subscript<Value: SQLValue>(_ column: String) -> Value {
        get throws(SQLError) {
            guard let index = columns.names.firstIndex(of: column) else {
                throw SQLError(.value, message: "no column \(column) among \(columns.names)")
            }
            return try self[index]
        }
    }

    /// The value at `position`, counted from 0 and less than the number of columns.
    package subscript<Value: SQLValue>(_ position: Int) -> Value {
        get throws(SQLError) {
            do throws(SQLError) {
                return try Value(sqlDatum: values[position])
            } catch {
                throw SQLError(.value, message: "column \(columns.names[position]): \(error.message)")
            }
        }
    }
}

/// The names of an answer's columns, shared by its rows.
final class Columns: Sendable {
    let names: [String]

    init(_ names: [String]) {
        self.names = names
    }
}

/// What a statement gave: rows, and how many rows it changed.
package struct Outcome: Sendable {
    /// The rows it returned, in order.
    package let rows: [Row]

    /// How many rows it inserted, updated or deleted itself, without those of cascades and triggers.
    package let changes: Int
}
