/// One statement, or a part of one, whose every interpolated value is a bound parameter.
///
/// ```swift
/// let byHandle: SQL = "handle = \(handle)"
/// try await session.query("SELECT id FROM artists WHERE \(byHandle) AND kind IN (\(list: kinds))")
/// ```
/// Values never become text, so nothing a user sends can change what a statement does. `SQL` values nest. The
/// same text runs on both engines; where they differ, interpolate what `Dialect` offers.
package struct SQL: Hashable, Sendable {
    /// Text before, between and after the values: always one more than there are values.
    private(set) var fragments: [String]
    /// The bound values in the order of their places.
    private(set) var values: [Datum]

    /// Text that is used as it is: the one door through which an unchecked string would become a statement.
    ///
    /// Give it only what the program itself wrote.
    package init(unescaped text: String) {
        fragments = [text]
        values = []
    }

    /// The text with `$1`, `$2`… where values are bound, as both engines read it.
    var text: String {
        var text = fragments[0]
        for index in 1..<fragments.count {
            text += "$"
            text += String(index)
            text += fragments[index]
        }
        return text
    }

    fileprivate mutating func append(text: String) {
        fragments[fragments.count - 1] += text
    }

    fileprivate mutating func append(value: Datum) {
        values.append(value)
        fragments.append("")
    }

    fileprivate mutating func append(_ other: SQL) {
        append(text: other.fragments[0])
        fragments += other.fragments.dropFirst()
        values += other.values
    }
}

extension SQL: ExpressibleByStringInterpolation {
    /// A statement without values.
    package init(stringLiteral text: String) {
        self.init(unescaped: text)
    }

    /// A statement with the values that stand in it.
    package init(stringInterpolation: Interpolation) {
        self = stringInterpolation.sql
    }

    /// Collects a statement's text and values.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL(unescaped: "")

        /// An empty statement.
        package init(literalCapacity: Int, interpolationCount: Int) {}

        /// Adds text that stands in the program.
        package mutating func appendLiteral(_ literal: String) {
            sql.append(text: literal)
        }

        /// Binds one value.
        package mutating func appendInterpolation(_ value: some SQLValue) {
            sql.append(value: value.sqlDatum)
        }

        /// Binds a value that may be missing, as NULL of its type.
        package mutating func appendInterpolation<Value: SQLValue>(_ value: Value?) {
            sql.append(value: value.sqlDatum)
        }

        /// Puts another piece of SQL here, with its values.
        package mutating func appendInterpolation(_ part: SQL) {
            sql.append(part)
        }

        /// Binds each value, with commas between: `IN (\(list: ids))`; an empty list matches nothing.
        package mutating func appendInterpolation<Value: SQLValue>(list values: [Value]) {
            if values.isEmpty {
                let type = Value.sqlType.standardName
                sql.append(text: "SELECT CAST(NULL AS \(type)) WHERE 1 = 0")
            }
            for (index, value) in values.enumerated() {
                if index > 0 { sql.append(text: ", ") }
                sql.append(value: value.sqlDatum)
            }
        }
    }
}

extension Collection<SQL> {
    /// The parts in their order with `separator` between.
    package func joined(separator: SQL) -> SQL {
        guard var all = first else { return "" }
        for part in dropFirst() {
            all.append(separator)
            all.append(part)
        }
        return all
    }
}
