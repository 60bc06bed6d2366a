/// Where the engines' SQL differs; each engine's answers stand in its own file.
package struct Dialect: Sendable {
    /// The engines there are.
    package enum Engine: Sendable {
        case sqlite
        case postgres
    }

    /// Which engine speaks it.
    package let engine: Engine

    /// The type of columns that hold ids, and of any text that is compared or sorted: by bytes on both engines.
    package let textID: SQL

    /// The type of columns that hold bytes.
    package let blob: SQL

    /// After a `SELECT`: holds the rows until the transaction ends.
    ///
    /// Empty on SQLite, whose one writer is alone anyway.
    package let forUpdate: SQL

    /// After a `SELECT`: as `forUpdate`, leaving out rows that another transaction holds.
    package let forUpdateSkipLocked: SQL

    /// The name of the function that gives the largest of its arguments.
    package let greatest: SQL

    /// The name of the function that gives the smallest of its arguments.
    package let least: SQL

    /// A statement that returns one row where a table or index of this name exists.
    let findRelation: @Sendable (_ name: String) -> SQL

    /// A statement that lets one transaction at a time past it, by a number of the program's choice.
    let lockGlobally: (@Sendable (_ key: Int64) -> SQL)?
}
