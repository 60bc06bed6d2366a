internal import Crypto
internal import Events
internal import FoundationEssentials
internal import Jobs
internal import ObjectStore
internal import SQL

/// What every slice stands on: the database, the bytes, the queue and the bus, and the keys.
package struct Foundations: Sendable {
    let database: any Database
    let store: DiskStore
    let queue: JobQueue
    let bus: EventBus
    let tokenKey: SymmetricKey
    let linkKey: SymmetricKey

    /// Opens the database and the object store that `settings` name, making folders that are missing.
    ///
    /// The schema is brought up to date where `migrates`, and checked otherwise: a program never runs on tables that
    /// it doesn't know. Throws a sentence for the operator.
    package static func open(_ settings: Settings, migrates: Bool) async throws -> Foundations {
        try FileManager.default.createDirectory(
            atPath: settings.dataDirectory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        guard let tokenKey = SymmetricKey(settings.tokenSecret),
            let linkKey = SymmetricKey(settings.linkSecret)
        else { throw SettingsError(problems: ["A secret is shorter than 32 bytes."]) }
        let store = try DiskStore(
            root: String(settings.objectStoreURL.dropFirst("file:".count)),
            key: linkKey.derived(for: "upload parts")
        )
        let database = try await openDatabase(settings, migrates: migrates)
        return Foundations(
            database: database,
            store: store,
            queue: JobQueue(database),
            bus: EventBus(),
            tokenKey: tokenKey,
            linkKey: linkKey
        )
    }

    /// Closes the database, once statements under way have ended.
    package func close() async {
        await database.close()
    }

    private static func openDatabase(_ settings: Settings, migrates: Bool) async throws -> any Database {
        let database = try await Databases.open(settings.databaseURL)
        try await Schema.attempt(on: database) {
            if migrates || settings.isEmbedded {
                try await Schema.migrator.apply(to: database)
            } else {
                try await Schema.migrator.verify(database)
            }
        }
        return database
    }
}

extension Settings {
    /// Whether the database is a file of this program's own.
    package var isEmbedded: Bool { databaseURL.hasPrefix("sqlite:") }
}
