internal import CSQLite

extension SQLError {
    /// The latest failure on a SQLite connection.
    init(sqlite database: OpaquePointer) {
        let code = sqlite3_extended_errcode(database)
        let message = String(cString: sqlite3_errmsg(database))
        self.init(Self.kind(code, message), code: String(code), message: message)
    }

    private static func kind(_ code: Int32, _ message: String) -> Kind {
        switch code {
        case SQLITE_CONSTRAINT | 8 << 8, SQLITE_CONSTRAINT | 6 << 8, SQLITE_CONSTRAINT | 10 << 8:
            .unique(uniqueColumns(message))
        case SQLITE_CONSTRAINT | 3 << 8: .foreignKey
        case SQLITE_CONSTRAINT | 1 << 8: .check(subject(message))
        case SQLITE_CONSTRAINT | 5 << 8: .notNull(column(subject(message)))
        default: kind(primary: code & 0xFF, message)
        }
    }

    private static func kind(primary code: Int32, _ message: String) -> Kind {
        switch code {
        case SQLITE_BUSY, SQLITE_LOCKED: .serialization
        case SQLITE_CANTOPEN, SQLITE_NOTADB: .connection
        case SQLITE_ERROR, SQLITE_RANGE: .syntax
        case SQLITE_TOOBIG, SQLITE_MISMATCH: .value
        case SQLITE_READONLY, SQLITE_MISUSE: .misuse
        case SQLITE_FULL: .outOfSpace
        default: .other
        }
    }

    /// `UNIQUE constraint failed: users.handle, users.realm`, or `…: index 'name'`.
    private static func uniqueColumns(_ message: String) -> [String] {
        let subject = subject(message)
        if subject.hasPrefix("index '") { return [String(subject.dropFirst("index '".count).dropLast())] }
        return subject.split(separator: ", ").map { column(String($0)) }
    }

    /// What stands after the colon.
    private static func subject(_ message: String) -> String {
        guard let colon = message.firstIndex(of: ":") else { return message }
        return String(message[message.index(after: colon)...].drop { $0 == " " })
    }

    /// `users.handle` without its table.
    private static func column(_ qualified: String) -> String {
        String(qualified.split(separator: ".").last ?? "")
    }
}
