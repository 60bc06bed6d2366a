internal import CPQ

/// What the server answered to one statement; cleared by its owner.
struct PostgresResult {
    let handle: OpaquePointer

    /// Frees it.
    func clear() {
        PQclear(handle)
    }

    /// Whether the statement succeeded.
    var isSuccess: Bool {
        let status = PQresultStatus(handle)
        return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
    }

    /// How many rows it inserted, updated or deleted; a `SELECT` none.
    var changes: Int {
        let command = String(cString: PQcmdStatus(handle))
        if command.hasPrefix("SELECT") { return 0 }
        return Int(String(cString: PQcmdTuples(handle))) ?? 0
    }

    /// The names of its columns.
    var columns: Columns {
        Columns((0..<PQnfields(handle)).map { String(cString: PQfname(handle, $0)) })
    }

    /// A part of the error, such as its SQLSTATE.
    func field(_ code: Character) -> String? {
        guard let ascii = code.asciiValue else { return nil }
        return PQresultErrorField(handle, Int32(ascii)).map { String(cString: $0) }
    }

    /// Its rows.
    func rows(_ columns: Columns) throws(SQLError) -> [Row] {
        let width = PQnfields(handle)
        let types = (0..<width).map { PQftype(handle, $0) }
        var rows: [Row] = []
        rows.reserveCapacity(Int(PQntuples(handle)))
        for row in 0..<PQntuples(handle) {
            var values: [Datum] = []
            values.reserveCapacity(Int(width))
            for column in 0..<width {
                values.append(try datum(row, column, type: types[Int(column)], in: columns))
            }
            rows.append(Row(values: values, columns: columns))
        }
        return rows
    }

    private func datum(
        _ row: Int32,
        _ column: Int32,
        type: UInt32,
        in columns: Columns
    ) throws(SQLError) -> Datum {
        if PQgetisnull(handle, row, column) == 1 { return .null(.text) }
        let start = PQgetvalue(handle, row, column)
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(handle, row, column)))
        guard let datum = Datum(binary: bytes, type: type) else {
            throw SQLError(
                .value,
                message:
                    "column \(columns.names[Int(column)]) has type \(type), which has no value here: cast it"
            )
        }
        return datum
    }
}

extension Datum {
    /// A value in the binary format of the type with this object id (`pg_type.dat`), or nil for a type that has
    /// no place here; `numeric`, which `sum(bigint)` gives, is one of those.
    fileprivate init?(binary bytes: UnsafeRawBufferPointer, type: UInt32) {
        switch type {
        case 20: self = .integer(Int64(bigEndian: bytes.loadUnaligned(as: Int64.self)))
        case 23: self = .integer(Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self))))
        case 21: self = .integer(Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self))))
        case 16: self = .integer(Int64(bytes[0]))
        case 701: self = .real(Double(bitPattern: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))))
        case 700:
            self = .real(Double(Float(bitPattern: UInt32(bigEndian: bytes.loadUnaligned(as: UInt32.self)))))
        case 25, 1043, 1042, 19, 705: self = .text(String(decoding: bytes, as: UTF8.self))
        case 17: self = .blob([UInt8](bytes))
        case 2278: self = .null(.text)
        default: return nil
        }
    }
}
