import Crypto
import Essentials
import Testing

@testable import Uploads

@Suite struct ReceiveFileTests {
    private let bytes = wave(300_000)

    @Test func `a file in one piece is an asset, and takes the room it needs`() async throws {
        try await Bench.run(quota: 350_000) { bench in
            let pieces = Pieces([Array(bytes[..<7]), Array(bytes[7..<200_000]), Array(bytes[200_000...])])
            let asset = try await bench.uploads.receive(
                "tide.wav",
                announced: 300_500,
                from: pieces,
                by: bench.owner
            )
            #expect(asset.digest == SHA256.hash(bytes) && asset.probe == Bench.answer)
            try await bench.expect(Remains(assets: 1, uploads: 0, bytes: 300_000, files: 1))
            await #expect(throws: UploadError.overQuota(left: 50_000)) {
                try await bench.uploads.receive("b.wav", announced: 60_000, from: pieces, by: bench.owner)
            }
        }
    }

    @Test func `what nothing was made of is taken back with its bytes`() async throws {
        try await Bench.run { bench in
            let pieces = Pieces([bytes])
            let asset = try await bench.uploads.receive(
                "a.wav",
                announced: 300_500,
                from: pieces,
                by: bench.owner
            )
            try await bench.uploads.discard(asset)
            try await bench.expect(.nothing)
            try await bench.uploads.discard(asset)
            try await bench.expect(.nothing)
        }
    }

    @Test func `what is refused leaves nothing`() async throws {
        try await Bench.run(largestFile: 400_000) { bench in
            let uploads = bench.uploads
            func send(_ name: String, _ content: [UInt8], announced: Int? = nil) async -> UploadError? {
                do {
                    let length = announced ?? content.count + 100
                    _ = try await uploads.receive(
                        name,
                        announced: length,
                        from: Pieces([content]),
                        by: bench.owner
                    )
                    return nil
                } catch {
                    return error as? UploadError
                }
            }
            #expect(
                await send("../a.wav", bytes) == .invalid(["file": "must be a plain name without a path"])
            )
            #expect(
                await send("a/\u{619}b.wav", bytes)
                    == .invalid(["file": "must be a plain name without a path"])
            )
            #expect(await send("a.wav", []) == .invalid(["file": "must not be empty"]))
            #expect(await send("a.wav", bytes, announced: 299_999) == .tooLarge(limit: 299_999))
            #expect(await send("a.wav", bytes, announced: 400_001) == .tooLarge(limit: 400_000))
            #expect(await send("a.wav", Array("words".utf8)) != nil)
            #expect(await send("a.wav", wave(50, then: "broken")) != nil)
            try await bench.expect(.nothing)
        }
    }
}
