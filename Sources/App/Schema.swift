internal import Accounts
internal import Catalog
internal import Events
internal import Ingest
internal import Insights
internal import Jobs
internal import Playback
internal import SQL
internal import Social
internal import Uploads

/// The tables of all slices.
package enum Schema {
    /// Every migration there is; their ids say the order.
    static var migrator: Migrator {
        Migrator(
            JobQueue.migrations + Outbox.migrations + Uploads.migrations + Accounts.migrations
                + Catalog.migrations + Ingest.migrations + Playback.migrations + Social.migrations
                + Insights.migrations
        )
    }

    /// Brings the database that `settings` name up to date.
    ///
    /// Returns the ids of what was applied; throws a sentence for the operator.
    package static func update(_ settings: Settings) async throws -> [String] {
        try await withDatabase(of: settings) { try await migrator.apply(to: $0) }
    }

    /// Takes back every migration after `id`, or all of them for nil; returns their ids, the last first.
    package static func takeBack(to id: String?, _ settings: Settings) async throws -> [String] {
        try await withDatabase(of: settings) { try await migrator.revert(to: id, in: $0) }
    }

    private static func withDatabase(
        of settings: Settings,
        _ body: (any Database) async throws -> [String]
    ) async throws -> [String] {
        let database = try await Databases.open(settings.databaseURL)
        let ids = try await attempt(on: database) { try await body(database) }
        await database.close()
        return ids
    }

    /// Runs `work`; where it throws, `database` is closed, and what is wrong with the schema is told as a sentence.
    static func attempt<Result>(
        on database: any Database,
        _ work: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await work()
        } catch {
            await database.close()
            throw (error as? MigrationError).map { SettingsError(problems: [$0.sentence]) } ?? error
        }
    }
}

extension MigrationError {
    /// What the operator has to do.
    fileprivate var sentence: String {
        switch self {
        case .behind(let ids):
            "The database lacks \(ids.joined(separator: ", ")): run stemma migrate, or start with --migrate."
        case .changed(let ids):
            "The database was made by another edition of \(ids.joined(separator: ", ")): use the program that made it."
        case .unknown(let ids):
            "The database is newer than this program (\(ids.joined(separator: ", "))): use a later one."
        }
    }
}
