extension Dialect {
    /// SQLite's: text compares by bytes anyway, and a transaction that writes is alone.
    package static let sqlite = Dialect(
        engine: .sqlite,
        textID: "TEXT",
        blob: "BLOB",
        forUpdate: "",
        forUpdateSkipLocked: "",
        greatest: "max",
        least: "min",
        findRelation: { "SELECT 1 FROM sqlite_master WHERE name = \($0)" },
        lockGlobally: nil
    )
}
