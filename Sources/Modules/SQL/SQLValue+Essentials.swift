package import Essentials

extension ID: SQLValue {
    package static var sqlType: DatumType { .text }

    package var sqlDatum: Datum { .text(text) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        guard case .text(let text) = datum, let id = ID(text) else { throw .mismatch(datum, Self.self) }
        self = id
    }
}

extension Instant: SQLValue {
    package static var sqlType: DatumType { .integer }

    /// Milliseconds since 1970.
    package var sqlDatum: Datum { .integer(milliseconds) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        self.init(milliseconds: try Int64(sqlDatum: datum))
    }
}

extension Day: SQLValue {
    package static var sqlType: DatumType { .integer }

    /// Days since 1970-01-01.
    package var sqlDatum: Datum { .integer(Int64(number)) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        self.init(number: try Int(sqlDatum: datum))
    }
}

extension Role: SQLEnum {}
