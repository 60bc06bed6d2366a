import Catalog
import Essentials
import HTTP
import Jobs
import SQL
import Site
import Social
import Stage
import Support
import Synchronization
import Testing

@testable import Accounts
@testable import App
@testable import Uploads

/// A whole instance in a folder of its own, with the people who come to it.
struct House {
    let instance: Instance
    let router: Router
    let stage: Stage
    let errors: ErrorLog

    /// Who runs it, who looks after it, whose music it holds, and somebody without a part in anything.
    let boss: Person
    let moderator: Person
    let mia: Person
    let leo: Person

    static func run(on engine: TestDatabase = .sqlite, _ body: (House) async throws -> Void) async throws {
        try await engine.runOnURL { url in
            try await withTemporaryFolder { folder in
                let settings = try Settings(values: [
                    "STEMMA_DATA": folder, "DATABASE_URL": url, "STEMMA_RATE_LIMITS": "off",
                ])
                let foundations = try await Foundations.open(settings, migrates: true)
                do {
                    let house = try await House(Instance(settings, on: foundations))
                    try await body(house)
                    #expect(house.errors.all.isEmpty)
                } catch {
                    await foundations.close()
                    throw error
                }
                await foundations.close()
            }
        }
    }

    private init(_ instance: Instance) async throws {
        let errors = ErrorLog()
        self.instance = instance
        self.errors = errors
        router = instance.router(log: errors.note)
        stage = Stage(on: instance.foundations.database)
        boss = try await stage.person("boss", roles: [.admin])
        moderator = try await stage.person("mona", roles: [.fan, .moderator])
        mia = try await stage.person("mia")
        leo = try await stage.person("leo")
        for (person, role) in [(boss, Role.admin), (moderator, .moderator), (mia, .fan), (leo, .fan)] {
            try await stage.database.execute(
                "INSERT INTO user_roles (user_id, role) VALUES (\(person.id), \(role.rawValue))"
            )
        }
    }

    /// A client that isn't signed in.
    func client() -> TestClient { TestClient(InProcess(router)) }

    /// A client with an access token of a new session of `person`, or of nobody.
    func client(of person: Person?) async throws -> TestClient {
        let client = client()
        if let person { await client.setBearer(try await tokens(of: person).access) }
        return client
    }

    /// The tokens of a new session.
    func tokens(of person: Person) async throws -> SessionTokens {
        try await instance.accounts.openSession(for: person.id, agent: "Test", in: stage.database)
    }

    /// The headers of a browser with a new session of `person`: its cookies, and its form token where asked for.
    func browserHeaders(of person: Person, withToken: Bool) async throws -> Headers {
        let tokens = try await tokens(of: person)
        var headers: Headers = ["Cookie": "stemma_access=\(tokens.access); stemma_refresh=\(tokens.refresh)"]
        if withToken {
            headers["X-CSRF-Token"] = instance.accounts.mint.formToken(of: tokens.session)
        }
        return headers
    }
}

/// What went wrong inside while requests were answered.
final class ErrorLog: Sendable {
    private let records = Mutex<[String]>([])

    var all: [String] { records.withLock { $0 } }

    func note(_ record: LogRecord) {
        guard record.level == .error else { return }
        records.withLock { $0.append(record.json) }
    }
}
