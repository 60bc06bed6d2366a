import Accounts
import Catalog
import Crypto
import Essentials
import Events
import HTTP
import SQL
import Stage
import Support

@testable import Social

/// A song of three minutes, the people around it, and a browser for what is said about it.
struct Scene {
    let stage: Stage
    let social: Social
    let bus: EventBus
    let browser: Browser

    /// Whose song it is, somebody else who acts for the artist, and people without a part in it.
    let mia: Person
    let max: Person
    let leo: Person
    let ida: Person
    let moderator: Person
    let admin: Person

    let track: ID<Track>
    let version: ID<Version>

    static func run(
        on engine: TestDatabase,
        connectionLifetime: Duration = .seconds(900),
        _ body: (Scene) async throws -> Void
    ) async throws {
        try await Stage.run(on: engine, migrations: Social.migrations) { stage in
            let bus = EventBus()
            let social = Social(
                database: stage.database,
                bus: bus,
                connectionLifetime: connectionLifetime
            )
            let mia = try await stage.person("mia")
            let max = try await stage.person("max")
            try await Artist.addMember(max.id, as: .member, to: mia.artist, in: stage.database)
            let song = try await stage.track("Song", by: mia)
            try await body(
                Scene(
                    stage: stage,
                    social: social,
                    bus: bus,
                    browser: Browser(social.routes),
                    mia: mia,
                    max: max,
                    leo: try await stage.person("leo"),
                    ida: try await stage.person("ida"),
                    moderator: try await stage.person("mo", roles: [.fan, .moderator]),
                    admin: try await stage.person("ada", roles: [.admin]),
                    track: song.track,
                    version: song.version
                )
            )
        }
    }

    /// A comment on the song.
    @discardableResult
    func say(
        _ words: String,
        at milliseconds: Int64? = 42_000,
        answering parent: Comment? = nil,
        by person: Person
    ) async throws -> Comment {
        try await social.post(
            CommentDraft(trackId: track, atMs: milliseconds, bodyMd: words, parentId: parent?.id),
            by: person.viewer
        )
    }

    /// The accounts of these people, with cheap passwords.
    func accounts() throws -> Accounts {
        let cost = PasswordCost(passes: 1, memory: 8 << 10)
        let settings = AccountSettings(isSecure: false, passwordCost: cost)
        return try Accounts(database: stage.database, key: .random(), settings: settings) { _, _ in }
    }

    /// The comments on the song as `viewer` reads them.
    func read(as viewer: Viewer = .anonymous) async throws -> [Comment] {
        try await social.comments(on: track, for: viewer).elements
    }

    /// The words on the song as `viewer` reads them.
    func words(for viewer: Viewer = .anonymous) async throws -> [String] {
        try await read(as: viewer).map(\.source)
    }

    /// A second version of the song, which isn't ready.
    func pendingVersion() async throws -> ID<Version> {
        let asset = try await stage.asset(of: mia)
        return try await stage.catalog.addVersion(from: asset, to: track, by: mia.viewer)
    }

    /// The kept events, in the order of their making.
    func events() async throws -> [(name: String, json: String)] {
        try await stage.database.query("SELECT name, data FROM outbox ORDER BY id").map {
            (name: try $0["name"], json: try $0["data"])
        }
    }

    /// Runs `body` while committed events reach the bus.
    func whileRelaying(_ body: () async throws -> Void) async throws {
        let relay = Task { try await OutboxRelay(from: stage.database, to: bus).run(after: 0) }
        defer { relay.cancel() }
        try await body()
    }
}
