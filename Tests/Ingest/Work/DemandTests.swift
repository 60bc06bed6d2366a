import Catalog
import Essentials
import Foundation
import Jobs
import Media
import ObjectStore
import Recordings
import SQL
import Support
import Testing

@testable import Ingest

/// Encodings that somebody asks for, from the demand to the file.
@Suite(.serialized) struct DemandTests {
    @Test(arguments: TestDatabase.allCases)
    func `MP3 and FLAC are made on demand, once`(engine: TestDatabase) async throws {
        try await Studio.run(on: engine) { studio in
            let path = try Music().cut(.flac, seconds: 13, into: studio.scratch)
            let made = try await studio.publish(path)
            #expect(try await demand(.mp3At320, made.version, studio) == .pending)
            #expect(
                try await studio.database.value("SELECT count(*) FROM jobs WHERE kind = 'ingest_rendition'")
                    == 0
            )
            try await studio.work()
            for format in [RenditionFormat.mp3At320, .mp3At128, .flac] {
                #expect(try await demand(format, made.version, studio) == .pending)
                #expect(try await demand(format, made.version, studio) == .pending)
                try await studio.work()
                #expect(try await demand(format, made.version, studio) == .ready)
            }
            let files = try await studio.objects(in: .transcodes).filter {
                !$0.contains("opus") && !$0.contains("aac")
            }
            #expect(
                files.map { $0.split(separator: "/").dropFirst().joined(separator: "/") }
                    == [
                        "flac.1/init.mp4", "flac.1/segment_000.m4s", "flac.1/segment_001.m4s",
                        "flac.1/segment_002.m4s", "mp3_128.1/whole.mp3", "mp3_320.1/whole.mp3",
                        "playlist_flac.m3u8",
                    ]
            )
            let source = try Music.reference(path)
            let list = try await studio.download(made.version, .flac)
            #expect(try Music.reference(list) == source)
            let mp3 = studio.scratch.path("\(made.version)/mp3_320.1/whole.mp3")
            #expect(try Music.reference(mp3).count == source.count)
            let rows = try await studio.database.query(
                "SELECT format, segments, total_samples, bandwidth FROM transcodes ORDER BY format"
            )
            let row = try #require(try rows.first { try $0["format"] as String == "mp3_320" })
            let size = try Data(contentsOf: URL(filePath: mp3)).count
            #expect(try (row["segments"] as String).hasSuffix(",\(size)]]"))
            #expect(try row["total_samples"] as Int == 13 * 44100)
            #expect(try abs((row["bandwidth"] as Int) - 320_000) < 3000)
        }
    }

    @Test func `an original that rotted is not made into anything more`() async throws {
        try await Studio.run { studio in
            let path = try Music().cut(.wav, seconds: 3, into: studio.scratch)
            let made = try await studio.publish(path)
            try await studio.work(studio.ingest(makesAAC: false))
            let key = try #require(
                try await studio.store.list(in: .originals, after: nil, limit: 1).first?.key
            )
            let disk = try #require(studio.store as? DiskStore)
            let file = try FileHandle(forUpdating: URL(filePath: disk.path(of: key)))
            try file.seek(toOffset: 200_000)
            try file.write(contentsOf: Data("rotten".utf8))
            try file.close()
            _ = try await demand(.flac, made.version, studio)
            try await studio.work()
            let error: String? = try await studio.database.value(
                "SELECT error_code FROM jobs WHERE kind = 'ingest_rendition'"
            )
            #expect(error == "original_damaged")
            #expect(try await studio.version(made.version)?.status == .ready)
        }
    }

    private func demand(
        _ format: RenditionFormat,
        _ version: ID<Version>,
        _ studio: Studio
    ) async throws -> RenditionState {
        let version = try #require(try await studio.version(version))
        let queue = JobQueue(studio.database)
        return try await Ingest.demand(format, of: version, through: queue, in: studio.database)
    }
}
