import Catalog
import Essentials
import Events
import Foundation
import Jobs
import Media
import ObjectStore
import Recordings
import SQL
import Stage
import Support
import Testing

@testable import Ingest

@Suite(.serialized) struct IngestVersionTests {
    @Test(arguments: TestDatabase.allCases)
    func `a version becomes ready with all that a page shows`(engine: TestDatabase) async throws {
        try await Studio.run(on: engine) { studio in
            let path = try Music().cut(.flac, seconds: 13, into: studio.scratch)
            let made = try await studio.publish(path)
            try await studio.work()
            let version = try #require(try await studio.version(made.version))
            #expect(version.status == .ready && version.isPlayable)
            #expect(version.durationMS == 13_000)
            #expect(version.sampleRate == 44100 && version.channels == 2)
            #expect(
                version.loudnessLUFS != nil && version.loudnessRangeLU != nil && version.truePeakDBTP != nil
            )

            let rows = try await studio.database.query("SELECT * FROM transcodes ORDER BY format DESC")
            #expect(try rows.map { try $0["format"] as String } == ["opus", "aac"])
            let opus = try #require(rows.first)
            let segments = try await segments(of: studio, made.version, "opus.1")
            #expect(try opus["segments"] as String == segments)
            #expect(try opus["total_samples"] as Int == 13 * 48000)
            #expect(try opus["skip_samples"] as Int == 4152)
            #expect(try opus["is_complete"] as Bool)
            #expect(try opus["status"] as String == "ready")
            #expect(try (opus["bandwidth"] as Int) > 100_000)

            let id = made.version
            let files = try await studio.objects(in: .waveforms)
            #expect(files == ["\(id).json", "\(id).png", "\(id).rms.json"])
            let outline: Int = try await studio.database.value("SELECT length FROM waveforms")
            #expect(outline == (13 * 44100 + 255) / 256)
            let print: String = try await studio.database.value(
                "SELECT fingerprint_hash FROM audio_fingerprints"
            )
            #expect(print.count == 8)
            #expect(try FileManager.default.contentsOfDirectory(atPath: studio.scratch.path("work")).isEmpty)
        }
    }

    @Test(arguments: [Music.Format.wav, .wav24, .aiff, .flac24, .mp3, .aac, .alac, .vorbis, .opus])
    func `real music of every format plays to its end`(format: Music.Format) async throws {
        try await Studio.run { studio in
            let path = try Music("knolls").cut(format, seconds: 14.2, into: studio.scratch)
            let made = try await studio.publish(path)
            try await studio.work()
            #expect(try await studio.version(made.version)?.status == .ready)
            let frames = try Music.reference(path, rate: 48000).count / 2
            for rendition in [RenditionFormat.opus, .aac] {
                let playlist = try await studio.download(made.version, rendition)
                #expect(try Music.reference(playlist, rate: 48000).count / 2 >= frames)
            }
            let total: Int = try await studio.database.value(
                "SELECT total_samples FROM transcodes WHERE format = 'opus'"
            )
            // FFmpeg's command keeps what fills the last packet of AAC.
            #expect(abs(total - frames) <= (format == .aac ? 1024 * 48000 / 44100 : 1))
        }
    }

    @Test func `what is stored is the waveform of the sound`() async throws {
        try await Studio.run { studio in
            let vector = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Fixtures/waveforms/s16_stereo_44100").standardized.path
            let made = try await studio.publish("\(vector).wav")
            try await studio.work()
            let stored = try await studio.store.read(ObjectKey(.waveforms, "\(made.version).json")).collect()
            #expect(Data(stored) == (try Data(contentsOf: URL(filePath: "\(vector).z256.json"))))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `who follows the track hears of each step`(engine: TestDatabase) async throws {
        try await Studio.run(on: engine) { studio in
            let made = try await studio.publish(try Music().cut(.wav, seconds: 20, into: studio.scratch))
            let live = await studio.bus.subscribe(to: ["version:\(made.version)"])
            let relay = Task { try await OutboxRelay(from: studio.database, to: studio.bus).run() }
            defer { relay.cancel() }
            try await studio.work()
            let standings: [News.Standing] = [.playable, .ready]
            #expect(try await studio.news(of: "version:\(made.version)").map(\.status) == standings)
            #expect(try await studio.news(of: "track:\(made.track)").map(\.status) == standings)
            #expect(try await studio.news(of: "user:\(studio.person.id)").map(\.status) == standings)
            await studio.bus.post(Event(topic: "version:\(made.version)", name: "end", json: "{}"))
            var heard: [Event] = []
            for await next in live where next.sequence == nil {
                if next.event.name == "end" { break }
                heard.append(next.event)
            }
            #expect(heard.first?.name == "job.progress")
            #expect(heard.first?.json.contains("\"status\":\"working\"") == true)
        }
    }

    @Test func `a recording that can't be made fails with a sentence, and leaves nothing`() async throws {
        try await Studio.run { studio in
            let path = try studio.scratch.write("no music".utf8, as: "song.flac")
            let made = try await studio.publish(path)
            try await studio.work()
            let version = try #require(try await studio.version(made.version))
            #expect(version.status == .failed && !version.isPlayable)
            let problem = try #require(version.problem)
            #expect(problem.code == "media_not_audio")
            #expect(Ingest.sentence(for: problem).hasPrefix("This is no music"))
            #expect(try await studio.objects(in: .transcodes).isEmpty)
            #expect(try await studio.news(of: "version:\(made.version)").map(\.status) == [.failed])
            #expect(try await studio.news(of: "user:\(studio.person.id)").map(\.status) == [.failed])
            #expect(try await studio.news(of: "track:\(made.track)").isEmpty)
        }
    }

    @Test func `silence and a click are recordings too, and hours are refused where they are too many`()
        async throws
    {
        try await Studio.run { studio in
            let silence = studio.scratch.path("silence.flac")
            try Tool.ffmpeg(["-f", "lavfi", "-i", "anullsrc=r=44100", "-t", "4", silence])
            let quiet = try await studio.publish(silence)
            let click = try await studio.publish(try Music().cut(.wav, seconds: 0.3, into: studio.scratch))
            try await studio.work(studio.ingest(makesAAC: false))
            let version = try #require(try await studio.version(quiet.version))
            #expect(version.status == .ready)
            #expect(version.loudnessLUFS == nil && version.truePeakDBTP == nil)
            #expect(try await studio.version(click.version)?.durationMS == 300)

            let long = try await studio.publish(silence)
            try await studio.work(studio.ingest(longest: 3))
            #expect(try await studio.version(long.version)?.problem?.code == "media_too_long")
        }
    }

    @Test func `a file that claims to last for ever is worked on like any other`() async throws {
        try await Studio.run { studio in
            let made = try await studio.publish(try Music().cut(.wav, seconds: 1, into: studio.scratch))
            try await studio.database.execute("UPDATE track_versions SET duration_ms = \(Int64.max)")
            try await studio.work(studio.ingest(makesAAC: false))
            let version = try #require(try await studio.version(made.version))
            #expect(version.status == .ready && version.durationMS == 1000)
        }
    }

    @Test func `an attempt that breaks off is taken up under the next generation`() async throws {
        try await Studio.run { studio in
            let made = try await studio.publish(try Music().cut(.wav, seconds: 14, into: studio.scratch))
            let leaky = FailingStore(base: studio.store, failsAt: "opus.1/segment_001.m4s")
            try await studio.work(studio.ingest(in: leaky))
            let broken = try #require(try await studio.version(made.version))
            #expect(broken.status == .pending && broken.isPlayable)
            #expect(
                try await studio.objects(in: .transcodes).contains("\(made.version)/opus.1/segment_000.m4s")
            )

            try await studio.hurry()
            try await studio.work()
            #expect(try await studio.version(made.version)?.status == .ready)
            let generations: [Int] = try await studio.database.values(
                "SELECT generation FROM transcodes WHERE format = 'opus'"
            )
            #expect(generations == [2])
            let paths = try await studio.objects(in: .transcodes)
            #expect(!paths.contains { $0.contains("opus.1/") })
            #expect(paths.contains("\(made.version)/opus.2/segment_002.m4s"))
            let playlist = try await studio.download(made.version, .opus)
            #expect(try Music.reference(playlist).count / 2 >= 14 * 48000)
        }
    }

    @Test func `what attempts leave that come to nothing is taken away`() async throws {
        try await Studio.run { studio in
            let made = try await studio.publish(try Music().cut(.wav, seconds: 14, into: studio.scratch))
            let leaky = studio.ingest(in: FailingStore(base: studio.store, failsAt: "segment_001.m4s"))
            try await studio.work(leaky)
            #expect(try await !studio.objects(in: .transcodes).isEmpty)
            for _ in 0..<10 {
                try await studio.hurry()
                try await studio.work(leaky)
            }
            #expect(try await studio.version(made.version)?.status == .failed)
            #expect(try await studio.objects(in: .transcodes).isEmpty)
            #expect(try await studio.objects(in: .waveforms).isEmpty)
        }
    }

    @Test func `work that can't begin is tried again, and in the end it says so`() async throws {
        try await Studio.run { studio in
            let made = try await studio.publish(try Music().cut(.wav, seconds: 1, into: studio.scratch))
            let ingest = studio.ingest(executable: "/nonexistent/stemma")
            for _ in 0..<10 {
                try await studio.work(ingest)
                try await studio.hurry()
            }
            #expect(try await studio.version(made.version)?.problem?.code == "media_not_started")
        }
    }

    @Test func `a version that was deleted meanwhile is left alone, and what was made of one goes`()
        async throws
    {
        try await Studio.run { studio in
            let path = try Music().cut(.wav, seconds: 2, into: studio.scratch)
            let kept = try await studio.publish(path)
            let gone = try await studio.publish(path)
            try await studio.stage.catalog.delete(gone.track, by: studio.person.viewer)
            try await studio.work()
            #expect(try await studio.objects(in: .transcodes).allSatisfy { $0.hasPrefix(kept.version.text) })

            for _ in 0..<2 { try await studio.ingest().remove(kept.version) }
            #expect(try await studio.objects(in: .transcodes).isEmpty)
            #expect(try await studio.objects(in: .waveforms).isEmpty)
            #expect(try await studio.database.value("SELECT count(*) FROM transcodes") == 0)
        }
    }

    @Test func `every code has a sentence that ends`() {
        for reason in MediaError.Reason.allCases {
            #expect(IngestProblem(rawValue: reason.rawValue) != nil)
        }
        for problem in IngestProblem.allCases { #expect(problem.sentence.hasSuffix(".")) }
        #expect(Ingest.sentence(for: VersionProblem(code: "unheard_of")).hasSuffix("."))
    }

    /// What the row of a transcode should say of the files that are there.
    private func segments(of studio: Studio, _ version: ID<Version>, _ folder: String) async throws -> String
    {
        let frames = [288_000, 288_000, 13 * 48000 + 4152 - 576_000]
        var parts: [String] = []
        for (index, frames) in frames.enumerated() {
            let key = try ObjectKey(.transcodes, "\(version)/\(folder)/segment_00\(index).m4s")
            let size = try #require(try await studio.store.head(key)).size
            let padded = index == 2 ? (frames + 959) / 960 * 960 + 960 : frames
            parts.append("[\(padded),\(size)]")
        }
        return "[" + parts.joined(separator: ",") + "]"
    }
}
