internal import CPQ

extension SQLError {
    /// What the server said about a statement.
    init(postgres result: PostgresResult) {
        let code = result.field("C") ?? ""
        let message = result.field("M") ?? "no reason given"
        self.init(Self.kind(code, result), code: code, message: message)
    }

    /// What libpq said about a connection.
    init(postgresConnection handle: OpaquePointer?) {
        let message = String(cString: PQerrorMessage(handle)).split(separator: "\n").joined(separator: " ")
        self.init(.connection, message: message)
    }

    /// By SQLSTATE (PostgreSQL 15, appendix A).
    private static func kind(_ code: String, _ result: PostgresResult) -> Kind {
        switch code {
        case "23505": .unique(uniqueColumns(result))
        case "23503": .foreignKey
        case "23514": .check(result.field("n") ?? "")
        case "23502": .notNull(result.field("c") ?? "")
        case "40001", "40P01", "55P03": .serialization
        // "Cached plan must not change result type": the schema has changed; prepared anew it works.
        case "0A000" where result.field("R") == "RevalidateCachedQuery": .serialization
        case "25006": .misuse
        case "53100": .outOfSpace
        default: kind(class: code.prefix(2), code)
        }
    }

    private static func kind(class prefix: Substring, _ code: String) -> Kind {
        switch prefix {
        case "08": .connection
        case "57": code.hasPrefix("57P") ? .connection : .other
        case "42", "26": .syntax
        case "22": .value
        default: .other
        }
    }

    /// The columns of `Key (handle, realm)=(…) already exists.`, whatever language the server speaks; the
    /// index's name where the key isn't made of plain columns.
    private static func uniqueColumns(_ result: PostgresResult) -> [String] {
        let detail = result.field("D") ?? ""
        let key = detail.drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
        let columns = key.split(separator: ", ").map(String.init)
        let isPlain =
            !columns.isEmpty
            && columns.allSatisfy { $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } }
        return isPlain ? columns : [result.field("n") ?? ""]
    }
}
