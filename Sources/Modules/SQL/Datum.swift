/// A value as the databases know it.
package enum Datum: Hashable, Sendable {
    /// No value; PostgreSQL wants to know of which type.
    case null(DatumType)
    case integer(Int64)
    /// Never NaN when bound: SQLite would store NULL.
    case real(Double)
    /// Never with U+0000 when bound: PostgreSQL has no such text.
    case text(String)
    case blob([UInt8])

    /// Whether there is no value.
    package var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// The type that it is bound with.
    package var type: DatumType {
        switch self {
        case .null(let type): type
        case .integer: .integer
        case .real: .real
        case .text: .text
        case .blob: .blob
        }
    }
}

/// The four types that values are stored in.
package enum DatumType: Hashable, Sendable {
    /// 64-bit signed; `BIGINT` in tables.
    case integer
    /// IEEE 754 binary64; `DOUBLE PRECISION` in tables.
    case real
    /// UTF-8; `TEXT` in tables, or `Dialect.textID` where it is compared.
    case text
    /// Bytes; `Dialect.blob` in tables.
    case blob

    /// A name that both engines accept in a cast of NULL.
    var standardName: String {
        switch self {
        case .integer: "BIGINT"
        case .real: "DOUBLE PRECISION"
        case .text: "TEXT"
        case .blob: "BYTEA"
        }
    }
}

extension Datum {
    /// Refuses what only one of the engines could store.
    func checkPortable() throws(SQLError) {
        switch self {
        case .real(let number) where number.isNaN:
            throw SQLError(.value, message: "NaN cannot be stored")
        case .text(let text) where text.utf8.contains(0):
            throw SQLError(.value, message: "text with U+0000 cannot be stored")
        default: break
        }
    }
}
