import Essentials
import Foundation
import ObjectStore
import Testing

@testable import Uploads

@Suite struct SweepUploadsTests {
    private let bytes = wave(100_000)

    @Test func `an upload that is late is refused and goes away`() async throws {
        try await Bench.run { bench in
            let (late, tags) = try await bench.send(bytes)
            bench.clock.advance(by: .seconds(86_400))
            await #expect(throws: UploadError.expired) {
                try await bench.uploads.complete(late.id, tags: tags, by: bench.owner)
            }
            try await bench.expect(.nothing)
        }
    }

    @Test func `the sweep takes expired uploads and leaves those under way`() async throws {
        try await Bench.run { bench in
            let (late, _) = try await bench.send(bytes)
            bench.clock.advance(by: .seconds(80_000))
            let (young, tags) = try await bench.send(bytes)
            #expect(try await bench.uploads.sweep() == 0)
            bench.clock.advance(by: .seconds(10_000))
            #expect(try await bench.uploads.sweep() == 1)
            await #expect(throws: UploadError.notFound) {
                try await bench.uploads.find(late.id, by: bench.owner)
            }
            let asset = try await bench.uploads.complete(young.id, tags: tags, by: bench.owner)
            // Long after, only the memory of the completed upload goes.
            bench.clock.advance(by: .seconds(900_000))
            #expect(try await bench.uploads.sweep() == 0)
            #expect(try await Uploads.asset(asset.id, ownedBy: bench.owner, in: bench.database) == asset)
            try await bench.expect(Remains(assets: 1, uploads: 0, bytes: 100_000, files: 1))
        }
    }

    @Test func `a deleted asset is found no more, and its bytes go after 30 days`() async throws {
        try await Bench.run { bench in
            let (upload, tags) = try await bench.send(bytes)
            let asset = try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            for _ in 0..<2 { try await Uploads.delete(asset.id, at: bench.clock.now, in: bench.database) }
            #expect(try await Uploads.asset(asset.id, in: bench.database) == nil)
            try await bench.expect(Remains(assets: 1, uploads: 1, bytes: 0, files: 1))
            bench.clock.advance(by: .seconds(29 * 86_400))
            try await bench.uploads.sweep()
            #expect(try await bench.store.head(asset.key) != nil)
            bench.clock.advance(by: .seconds(86_401))
            #expect(try await bench.uploads.sweep() == 1)
            try await bench.expect(.nothing)
        }
    }

    @Test func `what a crash left without an asset goes after an hour`() async throws {
        try await Bench.run { bench in
            let (upload, tags) = try await bench.send(bytes)
            let asset = try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            // Joined, and the server was killed before the asset was written.
            let (joined, joinedTags) = try await bench.send(bytes)
            _ = try await bench.store.complete(joined.multipart, tags: joinedTags)
            // Stored by a plain form, and killed likewise.
            try await bench.store.put(ObjectKey(.originals, "\(AssetID()).wav"), bytes: bytes)
            #expect(
                FileManager.default.createFile(
                    atPath: "\(bench.root)/tmp/half-written",
                    contents: Data(bytes)
                )
            )
            #expect(try await bench.uploads.sweep() == 0)
            bench.clock.advance(by: .seconds(3700))
            #expect(try await bench.uploads.sweep() == 1)
            #expect(try await bench.store.head(joined.multipart.key) != nil)
            bench.clock.advance(by: .seconds(90_000))
            #expect(try await bench.uploads.sweep() == 2)
            try await bench.expect(Remains(assets: 1, uploads: 0, bytes: 100_000, files: 1))
            #expect(try await bench.store.head(asset.key)?.size == 100_000)
        }
    }
}
