import Catalog
import Essentials
import Foundation
import Media
import ObjectStore
import Recordings
import SQL
import Stage
import Testing
import Uploads

@testable import Ingest

@Suite(.serialized) struct MakeArtworkTests {
    @Test func `music without a picture gets one drawn from it, and keeps it`() async throws {
        try await Studio.run { studio in
            let path = try Music().cut(.wav, seconds: 5, into: studio.scratch)
            let made = try await studio.publish(path)
            try await studio.work(studio.ingest(makesAAC: false))
            let asset = try #require(try await artwork(of: made.track, studio))
            #expect(try await size(.full, of: asset, studio) == "1000x1000")
            #expect(try await size(.half, of: asset, studio) == "500x500")
            #expect(try await size(.thumb, of: asset, studio) == "200x200")
            let kept = try #require(try await Uploads.asset(asset, in: studio.database))
            #expect(kept.owner == studio.person.id && kept.mime == "image/jpeg")

            let next = try await studio.stage.asset(of: studio.person)
            try await studio.store.put(ObjectKey(.originals, "\(next).flac"), copyOf: path)
            _ = try await studio.stage.catalog.addVersion(
                from: next,
                to: made.track,
                by: studio.person.viewer,
                at: Stage.now
            )
            try await studio.work(studio.ingest(makesAAC: false))
            #expect(try await artwork(of: made.track, studio) == asset)
            #expect(try await studio.objects(in: .images).count == 3)
        }
    }

    @Test func `the picture that came with the music is taken before one is drawn`() async throws {
        try await Studio.run { studio in
            let blue = studio.scratch.path("blue.png")
            try Tool.ffmpeg(["-f", "lavfi", "-i", "color=c=0x1030e0:size=300x300", "-frames:v", "1", blue])
            let path = studio.scratch.path("covered.flac")
            try Tool.ffmpeg([
                "-i", try Music().cut(.flac, seconds: 2, into: studio.scratch), "-i", blue, "-map", "0:a",
                "-map", "1:v",
                "-c", "copy", "-disposition:v", "attached_pic", path,
            ])
            let made = try await studio.publish(path)
            try await studio.work(studio.ingest(makesAAC: false))
            let asset = try #require(try await artwork(of: made.track, studio))
            let file = try await download(.thumb, of: asset, studio)
            let pixels = [UInt8](try Tool.ffmpeg(["-i", file, "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]))
            #expect(zip(pixels, [0x10, 0x30, 0xE0]).allSatisfy { abs(Int($0) - $1) < 8 })
        }
    }

    @Test func `an uploaded picture comes in all sizes once a track shows it`() async throws {
        try await Studio.run { studio in
            let made = try await studio.publish(try Music().cut(.wav, seconds: 1, into: studio.scratch))
            let picture = studio.scratch.path("own.png")
            try Tool.ffmpeg(["-f", "lavfi", "-i", "testsrc=size=640x400", "-frames:v", "1", picture])
            let asset = try await studio.stage.asset(of: studio.person, mime: "image/png")
            try await studio.store.put(ObjectKey(.originals, "\(asset).flac"), copyOf: picture)
            var edit = TrackEdit()
            edit.artworkAssetID = .set(asset)
            try await studio.stage.catalog.edit(made.track, edit, by: studio.person.viewer, at: Stage.now)
            try await studio.work(studio.ingest(makesAAC: false))
            #expect(try await artwork(of: made.track, studio) == asset)
            #expect(try await size(.full, of: asset, studio) == "1000x1000")
            #expect(try await size(.half, of: asset, studio) == "500x500")
            #expect(try await size(.thumb, of: asset, studio) == "200x200")
        }
    }

    @Test func `a picture that can't be read is shown by no track`() async throws {
        try await Studio.run { studio in
            let made = try await studio.publish(try Music().cut(.wav, seconds: 1, into: studio.scratch))
            let asset = try await studio.stage.asset(of: studio.person, mime: "image/png")
            let start: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            let broken = try studio.scratch.write(
                start + [UInt8](repeating: 7, count: 5000),
                as: "broken.png"
            )
            try await studio.store.put(ObjectKey(.originals, "\(asset).flac"), copyOf: broken)
            var edit = TrackEdit()
            edit.artworkAssetID = .set(asset)
            try await studio.stage.catalog.edit(made.track, edit, by: studio.person.viewer, at: Stage.now)
            #expect(try await artwork(of: made.track, studio) == asset)
            try await studio.work(studio.ingest(makesAAC: false))
            #expect(try await artwork(of: made.track, studio) != asset)
        }
    }

    private func artwork(of track: ID<Track>, _ studio: Studio) async throws -> ID<Asset>? {
        try await studio.database.value("SELECT artwork_asset_id FROM tracks WHERE id = \(track)")
    }

    private func download(_ size: ArtworkSize, of asset: ID<Asset>, _ studio: Studio) async throws -> String {
        let bytes = try await studio.store.read(ArtworkKeys.key(asset, size)).collect()
        return try studio.scratch.write(bytes, as: "\(asset)-\(size.rawValue).jpg")
    }

    private func size(_ size: ArtworkSize, of asset: ID<Asset>, _ studio: Studio) async throws -> String {
        let file = try await download(size, of: asset, studio)
        let found = try Tool.run(
            "ffprobe",
            ["-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0:s=x", file]
        )
        return String(decoding: found.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
