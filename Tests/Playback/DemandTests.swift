import Catalog
import Crypto
import Essentials
import HTTP
import Ingest
import Jobs
import ObjectStore
import SQL
import Stage
import Support
import Testing

@testable import Playback

/// What is made when it is asked for: MP3 for who may hear a version, FLAC for who may hear it without loss.
struct DemandTests {
    @Test(arguments: TestDatabase.allCases)
    func `an MP3 is made once for the first who ask, and is a file from then on`(
        engine: TestDatabase
    ) async throws {
        try await run(on: engine) { house in
            let path = "/api/v1/stream/\(house.version).mp3"
            for _ in 0..<2 {
                let answer = try await house.browser.get(path)
                #expect(answer.status == 202 && answer.headers["Retry-After"] == "5")
                #expect(answer.string("data", "transcode", "format") == "mp3_320")
                #expect(answer.string("data", "transcode", "status") == "pending")
            }
            #expect(try await house.browser.get("\(path)?quality=128").status == 202)
            let queued = try await house.queued()
            #expect(queued == ["\(house.version).mp3_128", "\(house.version).mp3_320"])

            try await house.add("mp3_320", files: ["whole.mp3"], segments: "[[7938000,7200000]]")
            let answer = try await house.browser.get(path)
            #expect(answer.status == 302 && answer.headers["Cache-Control"] == "private, no-store")
            let file = try #require(answer.headers["Location"])
            #expect(file.hasPrefix("/media/hls/\(house.version)/mp3_320.mp3?exp="))
            let whole = try await house.browser.get(file)
            #expect(whole.text == "mp3_320.1/whole.mp3" && whole.headers["Content-Type"] == "audio/mpeg")
            let part = try await house.browser.ask(.get, file, headers: ["Range": "bytes=4-6"])
            #expect(part.status == 206 && part.text == "320")
            let master = try await house.browser.get("/api/v1/stream/\(house.version).m3u8").text
            #expect(!master.contains("mp3"))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `who waits gets the file as soon as it is there`(engine: TestDatabase) async throws {
        try await run(on: engine) { house in
            async let answer = house.browser.get("/api/v1/stream/\(house.version).mp3?wait=20")
            try await Task.sleep(for: .milliseconds(400))
            try await house.add("mp3_320", files: ["whole.mp3"], segments: "[[1,1]]")
            #expect(try await answer.status == 302)
            let patience = try await house.browser.get(
                "/api/v1/stream/\(house.version).mp3?quality=128&wait=1"
            )
            #expect(patience.status == 202)
            for wrong in ["wait=26", "wait=-1", "wait=x", "quality=96"] {
                #expect(
                    try await house.browser.get("/api/v1/stream/\(house.version).mp3?\(wrong)").status == 400
                )
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `what may not be heard is not made`(engine: TestDatabase) async throws {
        try await run(on: engine, .private) { house in
            let key = try await house.stage.key(of: house.track)
            let path = "/api/v1/stream/\(house.version).mp3"
            #expect(try await house.browser.get("\(path)?key=\(key)").status == 404)
            #expect(try await house.browser.get(path, as: house.leo.viewer).status == 404)
            #expect(try await house.demand("mp3_320", as: house.leo.viewer) == 404)
            #expect(try await house.queued().isEmpty)
            #expect(try await house.browser.get(path, as: house.mia.viewer).status == 202)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `what was given up is not tried again for an hour`(engine: TestDatabase) async throws {
        try await run(on: engine) { house in
            try await house.add("mp3_320", files: [], segments: "[]", status: "failed", at: .now)
            #expect(try await house.browser.get("/api/v1/stream/\(house.version).mp3").status == 422)
            #expect(try await house.queued().isEmpty)
            try await house.stage.database.execute("UPDATE transcodes SET updated_at = 0")
            #expect(try await house.browser.get("/api/v1/stream/\(house.version).mp3").status == 202)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `only who is allowed has FLAC made`(engine: TestDatabase) async throws {
        try await run(on: engine) { house in
            #expect(try await house.demand("hls_flac", as: .anonymous) == 403)
            #expect(try await house.demand("hls_flac", as: house.leo.viewer) == 403)
            #expect(try await house.queued().isEmpty)
            #expect(try await house.demand("hls_flac", as: house.mia.viewer) == 202)
            #expect(try await house.queued() == ["\(house.version).flac"])
            for format in ["hls_opus", "flac", ""] {
                #expect(try await house.demand(format, as: house.mia.viewer) == 422)
            }
            #expect(try await house.demand("mp3_128", as: .anonymous) == 202)
            try await house.allow(house.leo)
            try await house.add("flac", files: Self.flacFiles, segments: "[[264600,500000]]")
            #expect(try await house.demand("hls_flac", as: house.leo.viewer) == 200)
        }
    }

    private static let flacFiles = ["init.mp4", "segment_000.m4s"]

    @Test(arguments: TestDatabase.allCases)
    func `FLAC is listed for whom it is allowed, and no other link opens it`(
        engine: TestDatabase
    ) async throws {
        try await run(on: engine) { house in
            try await house.add("flac", files: Self.flacFiles, segments: "[[264600,22]]")
            let boss = try await house.stage.person("boss", roles: [.admin])
            let zoe = try await house.stage.person("zoe")
            try await house.allow(zoe)
            let paths = ["flac.1/init.mp4", "flac.1/segment_000.m4s", "playlist_flac.m3u8", "flac.mp4"]
            let table: [(viewer: Viewer, isAllowed: Bool)] = [
                (.anonymous, false), (house.leo.viewer, false), (house.mia.viewer, true),
                (zoe.viewer, true), (boss.viewer, true),
            ]
            for (viewer, isAllowed) in table {
                let master = try await house.browser.get("/api/v1/stream/\(house.version).m3u8", as: viewer)
                let lists = master.text.split(separator: "\n").filter { $0.hasPrefix("/") }
                #expect(lists.contains { $0.contains("playlist_flac") } == isAllowed)
                #expect(lists[0].contains("playlist_opus"))
                let query = try #require(lists[0].split(separator: "?").last)
                for path in paths {
                    let file = try await house.browser.get("/media/hls/\(house.version)/\(path)?\(query)")
                    #expect(file.status == (isAllowed ? 200 : 404), "\(path) for \(viewer)")
                }
                let opus = "/media/hls/\(house.version)/opus.1/segment_000.m4s?\(query)"
                #expect(try await house.browser.get(opus).status == 200)
            }
            try await house.allow(zoe, false)
            let after = try await house.browser.get("/api/v1/stream/\(house.version).m3u8", as: zoe.viewer)
            #expect(!after.text.contains("flac"))
        }
    }

    @Test func `the list says of FLAC what is measured`() async throws {
        try await run(on: .sqlite) { house in
            try await house.add("flac", files: Self.flacFiles, segments: "[[264600,600000],[44100,90000]]")
            let path = "/api/v1/stream/\(house.version).m3u8"
            let master = try await house.browser.get(path, as: house.mia.viewer)
            #expect(
                master.text.contains(
                    "#EXT-X-STREAM-INF:BANDWIDTH=800000,AVERAGE-BANDWIDTH=788572,CODECS=\"fLaC\"\n"
                )
            )
            let list = try #require(master.text.split(separator: "\n").last { $0.contains("playlist_flac") })
            let playlist = try await house.browser.get(String(list)).text
            #expect(playlist.contains("#EXT-X-STEMMA-RATE:44100\n#EXT-X-STEMMA-SKIP:0\n"))
            #expect(playlist.contains("#EXT-X-STEMMA-SAMPLES:308700\n"))
        }
    }

    @Test func `a room that is full lets nobody wait`() async throws {
        let room = WaitingRoom(seats: 1)
        let first = Task { try await room.wait(atMost: .seconds(600)) { nil as Bool? } }
        try await Task.sleep(for: .milliseconds(300))
        let start = ContinuousClock.now
        let second: Bool? = try await room.wait(atMost: .seconds(600)) { nil }
        #expect(second == nil && start.duration(to: .now) < .seconds(300))
        first.cancel()
        _ = await first.result
    }

    /// A track of mia's with Opus, and leo, who has nothing to do with it.
    private struct Scene {
        let stage: Stage
        let browser: Browser
        let store: any ObjectStore
        let mia: Person
        let leo: Person
        let track: ID<Track>
        let version: ID<Version>

        func demand(_ format: String, as viewer: Viewer) async throws -> Int {
            let path = "/api/v1/versions/\(version)/transcodes"
            return try await browser.ask(.post, path, as: viewer, json: "{\"format\":\"\(format)\"}").status
        }

        /// The keys of the jobs that make what was asked for.
        func queued() async throws -> [String] {
            try await stage.database.values(
                "SELECT dedupe_key FROM jobs WHERE kind = 'ingest_rendition' ORDER BY dedupe_key"
            )
        }

        func allow(_ person: Person, _ mayHear: Bool = true) async throws {
            try await stage.database.execute(
                "UPDATE users SET may_hear_lossless = \(mayHear) WHERE id = \(person.id)"
            )
        }

        /// Stores an encoding; the bytes of each file are its own path.
        func add(
            _ format: String,
            files: [String],
            segments: String,
            status: String = "ready",
            at now: Instant = Stage.now
        ) async throws {
            for file in files.map({ "\(format).1/\($0)" }) {
                try await store.put(ObjectKey(.transcodes, "\(version)/\(file)"), bytes: Array(file.utf8))
            }
            try await stage.database.execute(
                """
                INSERT INTO transcodes (
                    id, version_id, format, generation, status, codec, bandwidth, segments, sample_rate,
                    skip_samples, total_samples, is_complete, created_at, updated_at
                ) VALUES (
                    \(ID<Stage>()), \(version), \(format), 1, \(status), \(format == "flac" ? "fLaC" : "mp3"),
                    1, \(segments), 44100, 0, 308700, \(status == "ready"), \(now), \(now)
                )
                """
            )
        }
    }

    nonisolated(nonsending) private func run(
        on engine: TestDatabase,
        _ visibility: Visibility = .public,
        _ body: (Scene) async throws -> Void
    ) async throws {
        try await Stage.run(on: engine, migrations: [.ingest] + Playback.migrations) { stage in
            try await stage.withStore { store in
                let mia = try await stage.person("mia")
                let made = try await stage.track("Song", by: mia, visibility)
                try await stage.render(made.version, into: store)
                let playback = Playback(
                    database: stage.database,
                    objects: store,
                    queue: JobQueue(stage.database),
                    key: .random(),
                    linkLifetime: .seconds(3600)
                )
                let scene = Scene(
                    stage: stage,
                    browser: Browser(playback.routes),
                    store: store,
                    mia: mia,
                    leo: try await stage.person("leo"),
                    track: made.track,
                    version: made.version
                )
                try await body(scene)
            }
        }
    }
}
