internal import CSQLite

/// One prepared statement, used by one connection.
final class SQLiteStatement {
    private let handle: OpaquePointer
    /// Known from the first row on, until a change of the schema has it prepared anew.
    private var knownColumns: Columns?

    /// Prepares `text`, which must be one statement.
    init(_ text: String, in database: OpaquePointer) throws(SQLError) {
        var prepared: OpaquePointer?
        var hasMore = false
        let status = text.withCString { start in
            var rest: UnsafePointer<CChar>?
            let status = sqlite3_prepare_v3(
                database,
                start,
                -1,
                UInt32(SQLITE_PREPARE_PERSISTENT),
                &prepared,
                &rest
            )
            hasMore = rest.map { String(cString: $0).contains { !$0.isWhitespace && $0 != ";" } } ?? false
            return status
        }
        guard status == SQLITE_OK else { throw SQLError(sqlite: database) }
        guard let prepared, !hasMore else {
            sqlite3_finalize(prepared)
            throw SQLError(.syntax, message: "one statement at a time")
        }
        handle = prepared
    }

    /// Frees it.
    func finalize() {
        sqlite3_finalize(handle)
    }

    /// Binds, steps to the end, and leaves it ready for the next time.
    func run(_ values: [Datum], in database: OpaquePointer) throws(SQLError) -> [Row] {
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (index, value) in values.enumerated() {
            guard bind(value, at: Int32(index + 1)) == SQLITE_OK else { throw SQLError(sqlite: database) }
        }
        var rows: [Row] = []
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: rows.append(row(rows.first?.columns ?? columns()))
            case SQLITE_DONE: return rows
            default: throw SQLError(sqlite: database)
            }
        }
    }

    private func bind(_ value: Datum, at place: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, place)
        case .integer(let number): return sqlite3_bind_int64(handle, place, number)
        case .real(let number): return sqlite3_bind_double(handle, place, number)
        case .text(var text):
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { bytes in
                    // An empty string has no address, and a null pointer would be NULL.
                    guard let start = bytes.baseAddress else {
                        return stemma_sqlite3_bind_text(handle, place, "", 0)
                    }
                    return stemma_sqlite3_bind_text(handle, place, start, Int32(bytes.count))
                }
            }
        case .blob(let bytes):
            if bytes.isEmpty { return sqlite3_bind_zeroblob(handle, place, 0) }
            return bytes.withUnsafeBytes {
                stemma_sqlite3_bind_blob(handle, place, $0.baseAddress, Int32($0.count))
            }
        }
    }

    private func columns() -> Columns {
        let isChanged = sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_REPREPARE, 1) > 0
        if let knownColumns, !isChanged { return knownColumns }
        let names = (0..<sqlite3_column_count(handle)).map {
            String(cString: sqlite3_column_name(handle, $0))
        }
        let columns = Columns(names)
        knownColumns = columns
        return columns
    }

    private func row(_ columns: Columns) -> Row {
        Row(values: (0..<Int32(columns.names.count)).map(datum), columns: columns)
    }

    private func datum(_ column: Int32) -> Datum {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: .real(sqlite3_column_double(handle, column))
        case SQLITE_TEXT: .text(text(column))
        case SQLITE_BLOB: .blob(bytes(column))
        default: .null(.text)
        }
    }

    private func text(_ column: Int32) -> String {
        let start = sqlite3_column_text(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    private func bytes(_ column: Int32) -> [UInt8] {
        let start = sqlite3_column_blob(handle, column)
        let count = Int(sqlite3_column_bytes(handle, column))
        return [UInt8](UnsafeRawBufferPointer(start: start, count: count))
    }
}
