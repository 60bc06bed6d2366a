import Catalog
import Essentials
import HTTP
import Stage
import Support
import Testing

@testable import App
@testable import SQL

/// Calls on what is somebody else's, one for every route that names a thing in its path or its body.
struct TrespassTests {
    /// The pages of a handle and of a tag, which are everybody's; what is secret doesn't stand in them.
    static let showsPublicThings: Set = ["GET /@{handle}", "GET /tags/{tag}"]

    /// The tables that hold somebody's things, without what merely counts or remembers their use.
    static let tables = [
        "users", "user_roles", "sessions", "personal_tokens", "artists", "artist_members", "assets",
        "uploads",
        "tracks", "track_versions", "credits", "track_tags", "comments", "jobs", "outbox",
    ]

    @Test(arguments: TestDatabase.allCases)
    func `a stranger gets and changes nothing of somebody's private things`(
        engine: TestDatabase
    ) async throws {
        try await House.run(on: engine) { house in
            let things = try await house.things(.private)
            let before = try await contents(of: house)
            for route in house.router.routes where route.namesSomething {
                for person in [nil, house.leo, house.moderator] {
                    let answer = try await house.call(route, on: things, by: person)
                    let words = Testing.Comment(
                        rawValue:
                            "\(route.title) by \(person?.handle ?? "nobody"): \(answer.text.prefix(300))"
                    )
                    #expect(answer.status.code >= 300 || Self.showsPublicThings.contains(route.title), words)
                    #expect(answer.status.code < 500 || answer.status.code == 501, words)
                    #expect(!answer.text.contains("Secret"), words)
                }
            }
            try await expect(house, toHold: before)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a stranger changes nothing of somebody's public things`(engine: TestDatabase) async throws {
        try await House.run(on: engine) { house in
            let things = try await house.things(.public)
            let before = try await contents(
                of: house,
                in: Self.tables.filter { !["comments", "outbox"].contains($0) }
            )
            for route in house.router.routes where route.namesSomething && !route.method.isSafe {
                for person in [nil, house.leo] {
                    let answer = try await house.call(route, on: things, by: person)
                    if [.put, .patch, .delete].contains(route.method) {
                        #expect(answer.status.code >= 300, "\(route.title)")
                    }
                }
            }
            try await expect(house, toHold: before)
            let mine = try await house.stage.database.values(
                "SELECT body_md FROM comments WHERE id = \(things.comment)",
                as: String.self
            )
            #expect(mine == ["Mine"])
        }
    }

    @Test func `the same calls are understood where the owner makes them`() async throws {
        try await House.run { house in
            for route in house.router.routes where route.namesSomething {
                switch route.access {
                case .moderator, .admin, .linkHolder: continue
                case .anyone, .member: break
                }
                let things = try await house.things(.private)
                let answer = try await house.call(route, on: things, by: house.mia)
                if answer.status.code == 501 { continue }
                #expect(
                    ![401, 403, 404].contains(answer.status.code),
                    "\(route.title): \(answer.status.code) \(answer.text.prefix(300))"
                )
            }
        }
    }

    private func expect(_ house: House, toHold before: [String: [[Datum]]]) async throws {
        for (table, rows) in before {
            let now = try await contents(of: house, in: [table])[table]
            #expect(now == rows, "\(table)")
        }
    }

    /// All rows of the tables as they are, of everybody but the strangers themselves.
    private func contents(
        of house: House,
        in tables: [String] = Self.tables
    ) async throws -> [String: [[Datum]]] {
        var contents: [String: [[Datum]]] = [:]
        for table in tables {
            let owner: SQL =
                switch table {
                case "assets", "uploads": "owner_user_id = \(house.mia.id)"
                case "sessions", "personal_tokens": "user_id = \(house.mia.id)"
                default: "1 = 1"
                }
            let rows = try await house.stage.database.query(
                "SELECT * FROM \(SQL(unescaped: table)) WHERE \(owner) ORDER BY 1, 2"
            )
            contents[table] = rows.map(\.values)
        }
        return contents
    }
}
