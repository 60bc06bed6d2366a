import Essentials
import HTTP
import SQL
import Stage
import Support
import Testing

@testable import Catalog

extension Catalog {
    /// Its calls, answered with what it knows itself.
    fileprivate var routes: [Route] {
        let own = CatalogAnswers(
            track: { id, request in
                let details = try await TrackDetails.find(id, for: request.viewer, in: database)
                guard let details else { throw CatalogError.notFound }
                return details.answer()
            },
            version: { id, _ in
                guard let version = try await Version.find(id, in: database) else {
                    throw CatalogError.notFound
                }
                return VersionAnswer(version)
            },
            list: { cards in cards.map { TrackAnswer($0) } }
        )
        return routes(answering: own)
    }
}

struct CatalogRouteTests {
    @Test(arguments: TestDatabase.allCases)
    func `a track is made, changed and deleted over the API`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let browser = Browser(stage.catalog.routes)
            let mia = try await stage.person("mia")
            let asset = try await stage.asset(of: mia)
            let made = try await browser.ask(
                .post,
                "/api/v1/tracks",
                as: mia.viewer,
                json: """
                    {"title":"Nachtfahrt","original_asset_id":"\(asset)","visibility":"unlisted",
                    "release_at":"2027-01-01T00:00:00.000+01:00","release_zone":"Europe/Berlin",
                    "tags":["Techno"],"version_label":"mix 1"}
                    """
            )
            #expect(made.status == 201)
            #expect(made.json("success") == .boolean(true))
            #expect(made.string("data", "version", "status") == "pending")
            #expect(made.json("data", "version", "playable") == .boolean(false))
            #expect(made.string("data", "version", "version_label") == "mix 1")
            #expect(made.string("data", "track", "release_at") == "2026-12-31T23:00:00.000Z")
            #expect(made.json("data", "track", "tags") == .array([.string("techno")]))
            let key = try #require(made.string("data", "track", "share_key"))
            #expect(made.string("data", "track", "url") == "/@mia/nachtfahrt?key=\(key)")
            let path = "/api/v1/tracks/\(try #require(made.string("data", "track", "id")))"

            let changed = try await browser.ask(
                .patch,
                path,
                as: mia.viewer,
                json: """
                    {"title":"Heimfahrt","visibility":"public","release_at":null,"description_md":"*live*",
                    "credits":[{"person_name":"Mia","role":"producer"}]}
                    """
            )
            #expect(changed.status == 200)
            #expect(changed.string("data", "track", "url") == "/@mia/heimfahrt")
            #expect(changed.json("data", "track", "release_at") == nil)
            #expect(changed.list("data", "track", "credits").count == 1)
            #expect(changed.string("data", "track", "description_html")?.contains("<em>live</em>") == true)

            #expect(try await browser.ask(.delete, path, as: mia.viewer).status == 200)
            #expect(try await browser.ask(.delete, path, as: mia.viewer).status == 404)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `versions are added, described and deleted over the API`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let browser = Browser(stage.catalog.routes)
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            let asset = try await stage.asset(of: mia)
            let added = try await browser.ask(
                .post,
                "/api/v1/tracks/\(made.track)/versions",
                as: mia.viewer,
                json: #"{"original_asset_id":"\#(asset)","version_label":"live","version_type":"live"}"#
            )
            #expect(added.status == 201)
            #expect(added.json("data", "version", "number") == .number(2))
            let path = "/api/v1/versions/\(try #require(added.string("data", "version", "id")))"
            let described = try await browser.ask(
                .put,
                path,
                as: mia.viewer,
                json: #"{"title":"In Bonn","version_type":null,"metadata":{"tape_no":7,"takes":[1,2]}}"#
            )
            #expect(described.status == 200)
            #expect(described.string("data", "version", "title") == "In Bonn")
            #expect(described.string("data", "version", "version_label") == "live")
            #expect(described.json("data", "version", "version_type") == nil)
            #expect(
                described.json("data", "version", "metadata")
                    == .object(["tape_no": .number(7), "takes": .array([.number(1), .number(2)])])
            )
            #expect(try await browser.ask(.delete, path, as: mia.viewer).status == 200)
            let last = try await browser.ask(.delete, "/api/v1/versions/\(made.version)", as: mia.viewer)
            #expect(last.status == 409 && last.string("error", "code") == "last_version")
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `the list filters, pages and refuses what it doesn't understand`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let browser = Browser(stage.catalog.routes)
            let mia = try await stage.person("mia")
            for number in 1...3 { try await stage.track("Song \(number)", by: mia, tags: ["dub"]) }
            let first = try await browser.get("/api/v1/tracks?artist=mia&tag=%23Dub&sort=recent&limit=2")
            #expect(first.list("data").count == 2)
            let cursor = try #require(first.string("page", "next"))
            let second = try await browser.get("/api/v1/tracks?artist=@mia&tag=dub&limit=2&cursor=\(cursor)")
            #expect(second.list("data").count == 1)
            #expect(second.json("page", "next") == .null)
            for nothing in ["artist=nobody", "tag=loud"] {
                let list = try await browser.get("/api/v1/tracks?\(nothing)")
                #expect(list.status == 200 && list.list("data").isEmpty, "\(nothing)")
            }
            for wrong in ["sort=loudest", "limit=0", "limit=101", "cursor=zz", "artist=%00", "tag=%00"] {
                #expect(try await browser.get("/api/v1/tracks?\(wrong)").status == 400, "\(wrong)")
            }
        }
    }

    @Test(arguments: [
        (#"{"original_asset_id":"ASSET"}"#, "title"),
        (#"{"title":"","original_asset_id":"ASSET"}"#, "title"),
        (#"{"title":"a\u0000b","original_asset_id":"ASSET"}"#, "title"),
        (#"{"title":"x","original_asset_id":"nonsense"}"#, "original_asset_id"),
        (#"{"title":"x","original_asset_id":"ASSET","visibility":"secret"}"#, "visibility"),
        (#"{"title":"x","original_asset_id":"ASSET","release_at":"tomorrow"}"#, "release_at"),
        (#"{"title":"x","original_asset_id":"ASSET","tags":["a,b"]}"#, "tags"),
        (#"{"title":"x","original_asset_id":"ASSET","description_md":"\u0000"}"#, "description_md"),
        (#"{"title":"x","original_asset_id":"ASSET","owner_user_id":7,"artist_id":"x"}"#, "artist_id"),
    ])
    func `a bad field is named`(body: String, field: String) async throws {
        try await Stage.run(on: .sqlite) { stage in
            let mia = try await stage.person("mia")
            let asset = try await stage.asset(of: mia)
            let answer = try await Browser(stage.catalog.routes).ask(
                .post,
                "/api/v1/tracks",
                as: mia.viewer,
                json: body.replacing("ASSET", with: asset.text)
            )
            #expect(answer.status == 422)
            #expect(answer.string("error", "fields", field) != nil)
        }
    }

    @Test func `a title of wide characters is measured as the databases measure it`() async throws {
        try await Stage.run(on: .sqlite) { stage in
            let mia = try await stage.person("mia")
            let asset = try await stage.asset(of: mia)
            let title = String(repeating: "👩‍👩‍👧‍👦", count: 30)
            await #expect(throws: CatalogError.self) {
                try await stage.catalog.publish(TrackDraft(title: title, originalAssetID: asset), by: mia.id)
            }
        }
    }

    @Test func `nobody writes without an account`() async throws {
        try await Stage.run(on: .sqlite) { stage in
            let browser = Browser(stage.catalog.routes)
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            let calls: [(Method, String)] = [
                (.post, "/api/v1/tracks"), (.patch, "/api/v1/tracks/\(made.track)"),
                (.delete, "/api/v1/tracks/\(made.track)"), (.post, "/api/v1/tracks/\(made.track)/versions"),
                (.put, "/api/v1/versions/\(made.version)"), (.delete, "/api/v1/versions/\(made.version)"),
            ]
            for (method, path) in calls {
                #expect(try await browser.ask(method, path, json: "{}").status == 401, "\(method) \(path)")
            }
        }
    }
}
