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
        do {
            let ids = try await body(database)
            await database.close()
            return ids
        } catch {
            await database.close()
            throw (error as? MigrationError).map { SettingsError(problems: [$0.sentence]) } ?? error
        }
    }
}
