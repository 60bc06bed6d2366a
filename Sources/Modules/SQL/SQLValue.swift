/// What can be bound to a statement and read from a row.
package protocol SQLValue: Sendable {
    /// The type it is stored in, also when there is no value.
    static var sqlType: DatumType { get }

    /// The value as stored.
    var sqlDatum: Datum { get }

    /// The value that `datum` stores.
    ///
    /// - Throws: `SQLError` of kind `value` where it stores none of this type.
    init(sqlDatum datum: Datum) throws(SQLError)
}

/// An enumeration stored by its text: `enum Visibility: String, SQLEnum`.
package protocol SQLEnum: SQLValue, RawRepresentable<String> {}

extension SQLEnum {
    package static var sqlType: DatumType { .text }

    package var sqlDatum: Datum { .text(rawValue) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        guard case .text(let text) = datum, let value = Self(rawValue: text) else {
            throw .mismatch(datum, Self.self)
        }
        self = value
    }
}

extension Int64: SQLValue {
    package static var sqlType: DatumType { .integer }

    package var sqlDatum: Datum { .integer(self) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        guard case .integer(let number) = datum else { throw .mismatch(datum, Self.self) }
        self = number
    }
}

extension Int: SQLValue {
    package static var sqlType: DatumType { .integer }

    package var sqlDatum: Datum { .integer(Int64(self)) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        self = Int(try Int64(sqlDatum: datum))
    }
}

extension Bool: SQLValue {
    package static var sqlType: DatumType { .integer }

    /// 1 or 0; columns of truth are `BIGINT`.
    package var sqlDatum: Datum { .integer(self ? 1 : 0) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        switch datum {
        case .integer(0): self = false
        case .integer(1): self = true
        default: throw .mismatch(datum, Self.self)
        }
    }
}

extension Double: SQLValue {
    package static var sqlType: DatumType { .real }

    package var sqlDatum: Datum { .real(self) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        switch datum {
        case .real(let number): self = number
        case .integer(let number): self = Double(number)
        default: throw .mismatch(datum, Self.self)
        }
    }
}

extension String: SQLValue {
    package static var sqlType: DatumType { .text }

    package var sqlDatum: Datum { .text(self) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        guard case .text(let text) = datum else { throw .mismatch(datum, Self.self) }
        self = text
    }
}

extension [UInt8]: SQLValue {
    package static var sqlType: DatumType { .blob }

    package var sqlDatum: Datum { .blob(self) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        guard case .blob(let bytes) = datum else { throw .mismatch(datum, Self.self) }
        self = bytes
    }
}

extension Optional: SQLValue where Wrapped: SQLValue {
    package static var sqlType: DatumType { Wrapped.sqlType }

    package var sqlDatum: Datum { self?.sqlDatum ?? .null(Wrapped.sqlType) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        self = datum.isNull ? nil : try Wrapped(sqlDatum: datum)
    }
}
