import Catalog
internal import Crypto
import Essentials
internal import HTTP
import Ingest
import Insights
import Jobs
import ObjectStore
import Playback
import SQL
import Stage
import Support
import Testing

@testable import Pages

/// Who gets what of a track, cell by cell: its JSON, a version's, the stream, its segments, the waveform.
struct AccessTableTests {
    /// What can be asked for.
    enum Door: CaseIterable {
        case track
        case version
        case stream
        case segment
        case waveform
        case picture
    }

    /// Those who ask, in the order of the table's columns; the banned one was the owner of a band's other track.
    static let viewers = ["anonymous", "stranger", "banned", "member", "owner", "admin"]

    /// A track, the key that comes along, and whom each door is open to.
    struct Row {
        var track: String
        var key: String = ""
        var seenBy: Set<String>
        var heardBy: Set<String>?
    }

    static let all = Set(viewers)
    static let insiders: Set<String> = ["member", "owner", "admin"]

    // swift-format-ignore
    static let table: [Row] = [
        Row(track: "public", seenBy: all),
        Row(track: "public", key: "wrong", seenBy: all),
        Row(track: "unlisted", seenBy: insiders),
        Row(track: "unlisted", key: "right", seenBy: all),
        Row(track: "unlisted", key: "wrong", seenBy: insiders),
        Row(track: "private", seenBy: insiders),
        Row(track: "private", key: "right", seenBy: insiders),
        Row(track: "unreleased", seenBy: insiders),
        Row(track: "unreleased", key: "right", seenBy: all),
        Row(track: "of the banned", seenBy: ["admin"], heardBy: []),
        Row(track: "of the banned", key: "right", seenBy: ["admin"], heardBy: []),
        Row(track: "deleted", seenBy: []),
        Row(track: "deleted", key: "right", seenBy: []),
    ]

    @Test(arguments: TestDatabase.allCases)
    func `every cell of the table holds`(engine: TestDatabase) async throws {
        try await run(on: engine) { scene in
            for row in Self.table {
                for viewer in Self.viewers {
                    for door in Door.allCases {
                        let welcome = door.isForEars ? row.heardBy ?? row.seenBy : row.seenBy
                        let status = try await scene.knock(door, row.track, row.key, as: viewer)
                        let expected = welcome.contains(viewer) ? 200 : door == .segment ? 403 : 404
                        #expect(status == expected, "\(viewer) at \(door) of \(row.track), key \(row.key)")
                    }
                }
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a ban and a deletion stop links that were given before`(engine: TestDatabase) async throws {
        try await run(on: engine) { scene in
            let link = try #require(try await scene.link("public", "", as: "anonymous"))
            #expect(try await scene.browser.get(link).status == 200)
            try await scene.stage.ban(scene.owner)
            scene.playback.forgetDeliveryAnswers()
            #expect(try await scene.browser.get(link).status == 403)
            try await scene.stage.ban(scene.owner, false)
            scene.playback.forgetDeliveryAnswers()
            #expect(try await scene.browser.get(link).status == 200)
            let track = try #require(scene.tracks["public"]).track
            try await scene.stage.catalog.delete(track, by: scene.owner.viewer)
            scene.playback.forgetDeliveryAnswers()
            #expect(try await scene.browser.get(link).status == 403)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `who may only see a track is handed no stream`(engine: TestDatabase) async throws {
        try await run(on: engine) { scene in
            let made = try #require(scene.tracks["of the banned"])
            let admin = try #require(scene.viewers["admin"])
            let track = try await scene.browser.get("/api/v1/tracks/\(made.track)", as: admin)
            #expect(track.string("data", "track", "primary_version", "status") == "ready")
            #expect(track.json("data", "track", "stream") == nil)
            let version = try await scene.browser.get("/api/v1/versions/\(made.version)", as: admin)
            #expect(version.status == 200 && version.json("data", "version", "stream") == nil)
            let open = try #require(scene.tracks["private"])
            let other = try await scene.browser.get("/api/v1/tracks/\(open.track)", as: admin)
            #expect(other.string("data", "track", "stream", "url") != nil)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `only members read the key and what went wrong`(engine: TestDatabase) async throws {
        try await run(on: engine) { scene in
            let made = try #require(scene.tracks["public"])
            let asset = try await scene.stage.asset(of: scene.owner)
            let failed = try await scene.stage.catalog.addVersion(
                from: asset,
                to: made.track,
                by: scene.owner.viewer
            )
            let problem = VersionProblem(code: "truncated")
            try await Version.markFailed(failed, problem: problem, in: scene.stage.database)
            let own = try await scene.browser.get("/api/v1/versions/\(failed)", as: scene.owner.viewer)
            #expect(own.string("data", "version", "error", "message") == "Told: truncated")
            #expect(try await scene.browser.get("/api/v1/versions/\(failed)").status == 404)
            for (viewer, count) in [(scene.owner.viewer, 2), (.anonymous, 1)] {
                let track = try await scene.browser.get("/api/v1/tracks/\(made.track)", as: viewer)
                #expect(track.list("data", "track", "versions").count == count)
                #expect((track.string("data", "track", "share_key") != nil) == viewer.isMember)
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a track's JSON holds all that the slices know`(engine: TestDatabase) async throws {
        try await run(on: engine) { scene in
            let made = try #require(scene.tracks["unlisted"])
            let key = try await scene.stage.key(of: made.track)
            let answer = try await scene.browser.get("/api/v1/tracks/\(made.track)?key=\(key)")
            let waveform = "/api/v1/versions/\(made.version)/waveform?key=\(key)"
            #expect(answer.string("data", "track", "waveform_url") == waveform)
            #expect(answer.string("data", "track", "url")?.hasSuffix("?key=\(key)") == true)
            #expect(
                answer.json("data", "track", "transcodes")
                    == .array([.object(["format": .string("hls_opus"), "status": .string("ready")])])
            )
            #expect(
                answer.json("data", "track", "counts")
                    == .object(["plays": .number(7), "comments": .number(3)])
            )
            #expect(answer.string("data", "track", "primary_version", "status") == "ready")
            #expect(answer.json("data", "track", "primary_version", "progress") == .number(1))
            let url = try #require(answer.string("data", "track", "stream", "url"))
            let master = try await scene.browser.get(url)
            #expect(master.status == 200 && master.text.hasPrefix("#EXTM3U\n"))
            let query = try #require(url.split(separator: "?").last)
            let lists = master.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
            #expect(lists == ["/media/hls/\(made.version)/playlist_opus.m3u8?\(query)"])
        }
    }

    @Test func `the description names every field of a track's JSON, and no other is required`() async throws
    {
        try await run(on: .sqlite) { scene in
            let made = try #require(scene.tracks["public"])
            let answer = try await scene.browser.get("/api/v1/tracks/\(made.track)", as: scene.owner.viewer)
            let track = try #require(answer.json("data", "track"))
            try expectDescribed(track, as: "Track")
            let version = try #require(answer.json("data", "track", "primary_version"))
            try expectDescribed(version, as: "Version")
        }
    }

    private func expectDescribed(_ value: JSONValue, as name: String) throws {
        guard case .object(let members) = value,
            case .object(let described, let required) = try #require(CatalogSchemas.components[name])
        else {
            Issue.record("\(name) is no object")
            return
        }
        #expect(Set(members.keys).subtracting(described.keys) == [])
        #expect(Set(required ?? []).subtracting(members.keys) == [])
    }

    @Test(arguments: TestDatabase.allCases)
    func `a version tells how far its job is`(engine: TestDatabase) async throws {
        try await run(on: engine) { scene in
            let draft = TrackDraft(
                title: "New",
                originalAssetID: try await scene.stage.asset(of: scene.owner)
            )
            let made = try await scene.stage.catalog.publish(draft, by: scene.owner.id)
            try await scene.stage.database.execute(
                "UPDATE jobs SET progress = 0.25 WHERE dedupe_key = \(made.version.text)"
            )
            let path = "/api/v1/versions/\(made.version)"
            let version = try await scene.browser.get(path, as: scene.owner.viewer)
            #expect(version.json("data", "version", "progress") == .number(0.25))
            #expect(version.string("data", "version", "status") == "pending")
            #expect(version.json("data", "version", "stream") == nil)
        }
    }
}

extension AccessTableTests.Door {
    /// Whether sound comes out of it.
    var isForEars: Bool { self == .stream || self == .segment }
}

/// People, tracks of every kind, and a browser for the routes that serve them.
private struct Scene {
    let stage: Stage
    let playback: Playback
    let browser: Browser
    let owner: Person
    let viewers: [String: Viewer]
    let tracks: [String: (track: ID<Track>, version: ID<Version>)]

    /// The status of what `viewer` gets at a door.
    func knock(
        _ door: AccessTableTests.Door,
        _ track: String,
        _ key: String,
        as viewer: String
    ) async throws -> Int {
        let made = try #require(tracks[track])
        let viewer = (name: viewer, viewer: try #require(viewers[viewer]))
        let query = try await keyQuery(track, key)
        let path =
            switch door {
            case .track: "/api/v1/tracks/\(made.track)\(query)"
            case .version: "/api/v1/versions/\(made.version)\(query)"
            case .stream: "/api/v1/stream/\(made.version).m3u8\(query)"
            case .waveform: "/api/v1/versions/\(made.version)/waveform\(query)"
            case .picture: PlaybackPaths.waveformImage(made.version) + query
            case .segment: try await link(track, key, as: viewer.name) ?? unsigned(made.version)
            }
        return try await browser.get(path, as: viewer.viewer).status
    }

    /// The address of a segment as `viewer` is given it; nil where they are given none.
    func link(_ track: String, _ key: String, as viewer: String) async throws -> String? {
        let made = try #require(tracks[track])
        let query = try await keyQuery(track, key)
        let viewer = try #require(viewers[viewer])
        let master = try await browser.get("/api/v1/stream/\(made.version).m3u8\(query)", as: viewer)
        guard master.status == 200, let line = master.text.split(separator: "\n").last else { return nil }
        let list = try await browser.get(String(line))
        return list.text.split(separator: "\n").first { !$0.hasPrefix("#") }.map(String.init)
    }

    private func unsigned(_ version: ID<Version>) -> String {
        PlaybackPaths.media(version, "opus.1/segment_000.m4s")
    }

    private func keyQuery(_ track: String, _ key: String) async throws -> String {
        let made = try #require(tracks[track])
        let right = try await stage.key(of: made.track)
        return switch key {
        case "right": "?key=\(right)"
        case "wrong": "?key=wrong\(right)"
        default: ""
        }
    }
}

extension AccessTableTests {
    nonisolated(nonsending) private func run(
        on engine: TestDatabase,
        _ body: (Scene) async throws -> Void
    ) async throws {
        let migrations = [.ingest] + Playback.migrations + Insights.migrations
        try await Stage.run(on: engine, migrations: migrations) { stage in
            try await stage.withStore { store in try await body(scene(on: stage, store)) }
        }
    }

    private func scene(on stage: Stage, _ store: any ObjectStore) async throws -> Scene {
        let owner = try await stage.person("owner")
        let banned = try await stage.person("banned")
        let member = try await stage.person("member")
        for artist in [owner.artist, banned.artist] {
            try await Artist.addMember(member.id, as: .member, to: artist, in: stage.database)
        }
        let tracks = try await tracks(on: stage, store, owner: owner, banned: banned)
        try await stage.ban(banned)
        if let deleted = tracks["deleted"] { try await stage.catalog.delete(deleted.track, by: owner.viewer) }
        let playback = Playback(
            database: stage.database,
            objects: store,
            queue: JobQueue(stage.database),
            key: .random(),
            linkLifetime: .seconds(3600)
        )
        let json = TrackJSON(
            database: stage.database,
            playback: playback,
            comments: { tracks, _ in Dictionary(uniqueKeysWithValues: tracks.map { ($0, 3) }) },
            sentence: { problem in "Told: \(problem.code)" }
        )
        return Scene(
            stage: stage,
            playback: playback,
            browser: Browser(json.routes + playback.routes),
            owner: owner,
            viewers: [
                // A banned person's requests are those of nobody known; see Accounts.
                "anonymous": .anonymous, "banned": .anonymous, "member": member.viewer, "owner": owner.viewer,
                "stranger": try await stage.person("stranger").viewer,
                "admin": try await stage.person("admin", roles: [.admin]).viewer,
            ],
            tracks: tracks
        )
    }

    private func tracks(
        on stage: Stage,
        _ store: any ObjectStore,
        owner: Person,
        banned: Person
    ) async throws -> [String: (track: ID<Track>, version: ID<Version>)] {
        let later = Release(at: .now + .seconds(3600))
        let tracks = [
            "public": try await stage.track("a", by: owner),
            "unlisted": try await stage.track("b", by: owner, .unlisted),
            "private": try await stage.track("c", by: owner, .private),
            "unreleased": try await stage.track("d", by: owner, release: later),
            "of the banned": try await stage.track("e", by: banned),
            "deleted": try await stage.track("f", by: owner),
        ]
        for made in tracks.values {
            try await stage.render(made.version, into: store)
            try await stage.database.execute(
                """
                INSERT INTO analytics_daily (track_id, version_id, day, plays)
                VALUES (\(made.track), \(made.version), 1, 7)
                """
            )
        }
        return tracks
    }
}
