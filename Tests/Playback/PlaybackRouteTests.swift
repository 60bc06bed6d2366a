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

struct PlaybackRouteTests {
    @Test(arguments: TestDatabase.allCases)
    func `a playlist leads by signed links to the bytes`(engine: TestDatabase) async throws {
        try await run(on: engine) { stage, playback, browser, store in
            let mia = try await stage.person("mia")
            let version = try await stage.track("Song", by: mia).version
            try await stage.render(version, into: store)
            let master = try await browser.get("/api/v1/stream/\(version).m3u8")
            #expect(master.status == 200)
            #expect(master.headers["Content-Type"] == "application/vnd.apple.mpegurl")
            let list = try #require(master.text.split(separator: "\n").last).description
            let query = try #require(list.split(separator: "?").last)
            #expect(list == "/media/hls/\(version)/playlist_opus.m3u8?\(query)")

            let playlist = try await browser.get(list)
            let uris = playlist.text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
            let folder = "/media/hls/\(version)/opus.1"
            #expect(uris == (0...1).map { "\(folder)/segment_00\($0).m4s?\(query)" })
            #expect(playlist.text.contains("#EXT-X-MAP:URI=\"\(folder)/init.mp4?\(query)\"\n"))
            #expect(playlist.text.contains("#EXT-X-STEMMA-SAMPLES:480000\n"))
            #expect(playlist.text.hasSuffix("#EXT-X-ENDLIST\n"))
            for name in ["init.mp4", "segment_000.m4s", "segment_001.m4s"] {
                let file = try await browser.get("\(folder)/\(name)?\(query)")
                #expect(file.text == "opus.1/\(name)")
                #expect(file.headers["Content-Type"] == "audio/mp4")
                #expect(file.headers["Cache-Control"] == "private, max-age=31536000, immutable")
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a growing playlist keeps its addresses and gets its end`(engine: TestDatabase) async throws {
        try await run(on: engine) { stage, playback, browser, store in
            let mia = try await stage.person("mia")
            let version = try await stage.track("Song", by: mia).version
            try await stage.render(version, into: store, isComplete: false)
            let link = playback.signer.sign(version, durationMS: 180_000).query
            let path = "/media/hls/\(version)/playlist_opus.m3u8?\(link)"
            let growing = try await browser.get(path).text
            #expect(!growing.contains("ENDLIST") && !growing.contains("STEMMA-SAMPLES"))
            try await stage.database.execute(
                "UPDATE transcodes SET is_complete = 1, status = 'ready', total_samples = 480000"
            )
            let closed = try await browser.get(path).text
            #expect(
                closed.replacing("#EXT-X-STEMMA-SAMPLES:480000\n", with: "") == growing + "#EXT-X-ENDLIST\n"
            )
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `the newest generation with sound is played, Opus first`(engine: TestDatabase) async throws {
        try await run(on: engine) { stage, playback, browser, store in
            let mia = try await stage.person("mia")
            let version = try await stage.track("Song", by: mia).version
            try await stage.render(version, into: store)
            for (format, generation, segments, status) in [
                ("aac", 1, "[[264600,192000]]", "ready"), ("opus", 2, "[]", "pending"),
                ("flac", 1, "[[1,1]]", "failed"),
            ] {
                try await stage.database.execute(
                    """
                    INSERT INTO transcodes (
                        id, version_id, format, generation, status, codec, bandwidth, segments, sample_rate,
                        skip_samples, created_at, updated_at
                    ) VALUES (
                        \(ID<Stage>()), \(version), \(format), \(generation), \(status), 'mp4a.40.2', 1,
                        \(segments), 44100, 1024, 0, 0
                    )
                    """
                )
            }
            let lines = try await browser.get("/api/v1/stream/\(version).m3u8").text.split(separator: "\n")
            let lists = lines.filter { $0.hasPrefix("/") }.compactMap { $0.split(separator: "?").first }
            #expect(lists == ["opus", "aac"].map { "/media/hls/\(version)/playlist_\($0).m3u8" })
            let transcodes = try await Playback.transcodes(of: [version], in: stage.database)[version] ?? []
            #expect(transcodes.map(\.format) == ["hls_opus", "hls_flac", "hls_aac"])
            #expect(transcodes.map(\.status) == ["pending", "failed", "ready"])
        }
    }

    @Test func `a signed link opens nothing but its version's files`() async throws {
        try await run(on: .sqlite) { stage, playback, browser, store in
            let mia = try await stage.person("mia")
            let version = try await stage.track("Song", by: mia).version
            let other = try await stage.track("Other", by: mia).version
            for version in [version, other] { try await stage.render(version, into: store) }
            let link = playback.signer.sign(version, durationMS: nil).query
            func status(_ path: String) async throws -> Int { try await browser.get(path).status }
            let file = "opus.1/segment_000.m4s"
            #expect(try await status("/media/hls/\(version)/\(file)?\(link)") == 200)
            #expect(try await status("/media/hls/\(other)/\(file)?\(link)") == 403)
            #expect(try await status("/media/hls/\(version)/\(file)") == 403)
            #expect(try await status("/media/hls/\(version)/\(file)?\(link)x") == 403)
            let old = playback.signer.sign(version, durationMS: nil, at: .now - .seconds(7200)).query
            #expect(try await status("/media/hls/\(version)/\(file)?\(old)") == 403)
            for wrong in [
                "opus.1/segment_002.m4s", "opus.2/init.mp4", "playlist_flac.m3u8", "opus.1/", "opus.1",
                "opus.1/../../secret", "opus.1/%2e%2e/x", "", "playlist_.m3u8", "opus.1/segment_.m4s",
            ] {
                #expect(try await status("/media/hls/\(version)/\(wrong)?\(link)") == 404, "\(wrong)")
            }
        }
    }

    @Test func `a version without sound yet has no stream`() async throws {
        try await run(on: .sqlite) { stage, playback, browser, store in
            let mia = try await stage.person("mia")
            var draft = TrackDraft(title: "Song", originalAssetID: try await stage.asset(of: mia))
            draft.visibility = .public
            let version = try await stage.catalog.publish(draft, by: mia.id).version
            let answer = try await browser.get("/api/v1/stream/\(version).m3u8", as: mia.viewer)
            #expect(answer.status == 404 && answer.string("error", "code") == "not_playable")
            let waveform = try await browser.get("/api/v1/versions/\(version)/waveform", as: mia.viewer)
            #expect(waveform.status == 404 && waveform.string("error", "code") == "no_waveform")
            let text = #"{"sample_rate":44100,"samples_per_pixel":2048,"data":[-1,1]}"#
            try await store.put(ObjectKey(.waveforms, "\(version).json"), bytes: Array(text.utf8))
            for (viewer, status) in [(mia.viewer, 200), (.anonymous, 404)] {
                let growing = try await browser.get("/api/v1/versions/\(version)/waveform", as: viewer)
                #expect(growing.status == status)
            }
        }
    }

    @Test func `waveforms come in any coarser zoom, as extremes or as energy`() async throws {
        try await run(on: .sqlite) { stage, playback, browser, store in
            let mia = try await stage.person("mia")
            let version = try await stage.track("Song", by: mia).version
            try await stage.render(version, into: store)
            func waveform(_ query: String) async throws -> Answer {
                try await browser.get("/api/v1/versions/\(version)/waveform\(query)")
            }
            let plain = try await waveform("")
            #expect(plain.headers["Content-Type"] == "application/json")
            #expect(plain.list("data") == [.number(0), .number(1), .number(-2), .number(3)])
            #expect(try await waveform("?zoom=256").bytes == plain.bytes)
            #expect(try await waveform("?zoom=511").bytes == plain.bytes)
            let coarse = try await waveform("?zoom=512")
            #expect(coarse.list("data") == [.number(-2), .number(3)])
            #expect(coarse.json("samples_per_pixel") == .number(512))
            #expect(coarse.headers["ETag"] != plain.headers["ETag"])
            #expect(try await waveform("?data=rms&zoom=512").list("data") == [.number(4)])
            for wrong in [
                "?zoom=0", "?zoom=-256", "?zoom=255", "?zoom=16777217", "?zoom=x",
                "?zoom=9223372036854775807", "?data=fft",
            ] {
                #expect(try await waveform(wrong).status == 400, "\(wrong)")
            }
        }
    }

    @Test func `a waveform that still grows is as fine as it is`() async throws {
        try await run(on: .sqlite) { stage, playback, browser, store in
            let mia = try await stage.person("mia")
            let version = try await stage.track("Song", by: mia).version
            let text = #"{"sample_rate":44100,"samples_per_pixel":2048,"data":[-1,1,-2,3]}"#
            try await store.put(ObjectKey(.waveforms, "\(version).json"), bytes: Array(text.utf8))
            func data(_ zoom: Int) async throws -> [JSONValue] {
                try await browser.get("/api/v1/versions/\(version)/waveform?zoom=\(zoom)").list("data")
            }
            let fine: [JSONValue] = [.number(-1), .number(1), .number(-2), .number(3)]
            #expect(try await data(256) == fine)
            #expect(try await data(3840) == fine)
            #expect(try await data(4096) == [.number(-2), .number(3)])
        }
    }

    @Test func `the original goes to members, whole and under its name`() async throws {
        try await run(on: .sqlite) { stage, playback, browser, store in
            let mia = try await stage.person("mia")
            let leo = try await stage.person("leo")
            let version = try await stage.track("Song", by: mia).version
            let found = try await Version.find(version, in: stage.database)
            let asset = try #require(found?.originalAssetID)
            try await store.put(ObjectKey(.originals, "\(asset).flac"), bytes: Array("music".utf8))
            try await stage.database.execute("UPDATE assets SET filename = 'Für „Elise“.flac'")
            let path = "/api/v1/versions/\(version)/original"
            let original = try await browser.get(path, as: mia.viewer)
            #expect(original.text == "music")
            #expect(original.headers["Content-Type"] == "audio/flac")
            #expect(
                original.headers["Content-Disposition"]
                    == "attachment; filename=\"F_r _Elise_.flac\"; "
                    + "filename*=UTF-8''F%C3%BCr%20%E2%80%9EElise%E2%80%9C.flac"
            )
            #expect(try await browser.get(path, as: leo.viewer).status == 403)
            #expect(try await browser.get(path).status == 401)
        }
    }

    @Test func `pictures are shown with the tracks that show them`() async throws {
        try await run(on: .sqlite) { stage, playback, browser, store in
            let mia = try await stage.person("mia")
            let open = try await stage.track("Open", by: mia)
            let shut = try await stage.track("Shut", by: mia, .unlisted)
            let asset = try await stage.asset(of: mia, mime: "image/png")
            var edit = TrackEdit()
            edit.artworkAssetID = .set(asset)
            try await stage.catalog.edit(shut.track, edit, by: mia.viewer)
            try await store.put(ObjectKey(.images, "artwork_\(asset)_thumb.jpg"), bytes: Array("jpg".utf8))
            for made in [open, shut] { try await stage.render(made.version, into: store) }
            let key = try await stage.key(of: shut.track)

            let wave = try await browser.get(PlaybackPaths.waveformImage(open.version))
            #expect(wave.text == "png" && wave.headers["Cache-Control"] == "public, max-age=3600")
            #expect(try await browser.get(PlaybackPaths.waveformImage(shut.version)).status == 404)
            let thumb = CatalogPaths.artwork(asset, .thumb)
            #expect(try await browser.get(thumb).status == 404)
            #expect(try await browser.get("\(thumb)?key=\(key)").status == 200)
            let own = try await browser.get(thumb, as: mia.viewer)
            #expect(own.text == "jpg" && own.headers["Cache-Control"] == "private, max-age=300")
            try await stage.catalog.edit(open.track, edit, by: mia.viewer)
            #expect(try await browser.get(thumb).headers["Cache-Control"] == "public, max-age=3600")
            for wrong in ["artwork_x_thumb.jpg", "artwork_\(asset)_huge.jpg", "waveform_.png", "x"] {
                #expect(try await browser.get("/images/\(wrong)").status == 404, "\(wrong)")
            }
        }
    }

    @Test func `plays are counted over the API, without an account too`() async throws {
        try await run(on: .sqlite) { stage, playback, browser, store in
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            func play(_ fields: String) async throws -> Answer {
                try await browser.ask(
                    .post,
                    "/api/v1/plays",
                    json: "{\"track_id\":\"\(made.track)\",\(fields)}"
                )
            }
            let first = try await play(#""ms_listened":30000,"completed":false,"ranges":[[0,30000]]"#)
            #expect(first.status == 201)
            #expect(first.json("data", "play", "counted") == .boolean(true))
            #expect(first.string("data", "play", "version_id") == made.version.text)
            let second = try await play(#""ms_listened":40000,"completed":true"#)
            #expect(second.json("data", "play", "counted") == .boolean(false))
            for wrong in [
                #""ms_listened":-1,"completed":true"#, #""ms_listened":86400001,"completed":true"#,
                #""completed":true"#, #""ms_listened":1,"ranges":[[-1,5]]"#,
                #""ms_listened":1,"ranges":[[1,2,3]]"#,
                #""ms_listened":1,"completed":"yes""#,
            ] {
                #expect(try await play(wrong).status == 422, "\(wrong)")
            }
            let unknown = #"{"track_id":"\#(ID<Track>())","ms_listened":1,"completed":true}"#
            #expect(try await browser.ask(.post, "/api/v1/plays", json: unknown).status == 404)
        }
    }

    nonisolated(nonsending) private func run(
        on engine: TestDatabase,
        _ body: (Stage, Playback, Browser, any ObjectStore) async throws -> Void
    ) async throws {
        try await Stage.run(on: engine, migrations: [.ingest] + Playback.migrations) { stage in
            try await stage.withStore { store in
                let playback = Playback(
                    database: stage.database,
                    objects: store,
                    queue: JobQueue(stage.database),
                    key: .random(),
                    linkLifetime: .seconds(3600)
                )
                try await body(stage, playback, Browser(playback.routes), store)
            }
        }
    }
}
