/// Why a statement or a connection failed.
///
/// `description` names the decision only; `debugDescription` tells what the database said and the statement's
/// text, never bound values.
package struct SQLError: Error, Sendable {
    /// What a caller can decide by.
    package enum Kind: Hashable, Sendable {
        /// A row like this exists; the columns of the key, or the index's name where it is over expressions.
        case unique([String])
        /// A row that this one names is missing, or this one is still named by another.
        case foreignKey
        /// A value breaks the rule with this name.
        case check(String)
        /// The column must have a value.
        case notNull(String)
        /// Others were at the same rows: the whole transaction can be tried again.
        case serialization
        /// The database can't be reached or has gone; an open transaction is lost.
        case connection
        /// No connection became free in time.
        case exhausted
        /// The task was cancelled while it waited.
        case cancelled
        /// The statement isn't understood, or names what does not exist.
        case syntax
        /// A value is out of range, of another type, or missing.
        case value
        /// The program broke a rule of this module.
        case misuse
        /// There is no room left on the database's disk.
        case outOfSpace
        /// File damaged and the like.
        case other
    }

    /// What happened, as a decision.
    package let kind: Kind
    /// The engine's code: an SQLSTATE, or SQLite's extended result code; empty where this module found it.
    package let code: String
    let message: String
    let statement: String

    init(_ kind: Kind, code: String = "", message: String, statement: String = "") {
        self.kind = kind
        self.code = code
        self.message = message
        self.statement = statement
    }

    /// What a `SQLValue` throws of a `datum` that stores no value of `type`.
    package static func mismatch<Value>(_ datum: Datum, _ type: Value.Type) -> SQLError {
        let found =
            switch datum {
            case .null: "NULL"
            default: "\(datum.type)"
            }
        return SQLError(.value, message: "\(found) is no \(type)")
    }

    /// Whether trying the same transaction again may succeed.
    package var isRetryable: Bool { kind == .serialization }

    /// Whether a unique key over exactly these columns, in any order, refused the row.
    package func isUnique(_ columns: String...) -> Bool {
        if case .unique(let found) = kind { Set(found) == Set(columns) } else { false }
    }
}

extension SQLError: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "database error: \(kind)" }

    package var debugDescription: String {
        var text = "\(description): \(message)"
        if !code.isEmpty { text += " (\(code))" }
        if !statement.isEmpty { text += " in: \(statement)" }
        return text
    }
}
