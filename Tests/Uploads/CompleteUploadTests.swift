import Crypto
import Essentials
import ObjectStore
import Synchronization
import Testing

@testable import Uploads

@Suite struct CompleteUploadTests {
    private let bytes = wave(200_000)

    @Test func `parts become an asset with its digest and what was found in it`() async throws {
        try await Bench.run { bench in
            let plan = UploadPlan(
                filename: "Tide (mix 3).WAV",
                size: bytes.count,
                sha256: SHA256.hash(bytes),
                mime: "audio/x-wav",
                partSize: 65_536
            )
            let (upload, tags) = try await bench.send(bytes, as: plan)
            #expect(tags.count == 4)
            #expect(try await StorageUse.bytes(of: bench.owner, in: bench.database) == 200_000)
            let asset = try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            #expect(asset.key.description == "originals/\(asset.id).wav")
            #expect(asset.digest == SHA256.hash(bytes) && asset.size == bytes.count)
            #expect(asset.mime == "audio/wav" && asset.probe == Bench.answer)
            #expect(asset.filename == "Tide (mix 3).WAV" && asset.owner == bench.owner)
            let stored = try await bench.store.read(asset.key, range: nil, isVerified: true).collect()
            #expect(stored == bytes)
            #expect(try await Uploads.asset(asset.id, ownedBy: bench.owner, in: bench.database) == asset)
            try await bench.expect(Remains(assets: 1, uploads: 1, bytes: 200_000, files: 1))
        }
    }

    @Test func `completing again, or many times at once, gives the one asset`() async throws {
        try await Bench.run { bench in
            let (upload, tags) = try await bench.send(bytes)
            let (uploads, owner) = (bench.uploads, bench.owner)
            let ids = try await withThrowingTaskGroup(of: AssetID.self) { group in
                for _ in 0..<8 {
                    group.addTask { try await uploads.complete(upload.id, tags: tags, by: owner).id }
                }
                return try await group.reduce(into: Set<AssetID>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            let again = try await uploads.complete(upload.id, tags: [], by: owner)
            #expect(ids == [again.id])
            try await bench.expect(Remains(assets: 1, uploads: 1, bytes: 200_000, files: 1))
            await #expect(throws: UploadError.notFound) { try await uploads.abandon(upload.id, by: owner) }
        }
    }

    /// What is done to the tags of four good parts, and what is said of it.
    private static let badTags: [(String, @Sendable ([String]) -> [String], UploadError)] = [
        ("a part missing", { Array($0.dropLast()) }, .badParts(.missing(4))),
        ("none named", { _ in [] }, .badParts(.missing(1))),
        ("one too many", { $0 + ["x"] }, .badParts(.missing(5))),
        ("a part twice", { [$0[0], $0[0], $0[2], $0[3]] }, .badParts(.named(2, twice: true))),
        ("a part twice beside all", { $0 + [$0[0]] }, .badParts(.named(5, twice: true))),
        ("another tag", { [$0[0], "x", $0[2], $0[3]] }, .badParts(.named(2, twice: false))),
        ("in another order", { Array($0.reversed()) }, .badParts(.named(1, twice: false))),
    ]

    @Test(arguments: badTags.indices)
    func `wrong parts are refused and nothing is left`(index: Int) async throws {
        let (_, change, error) = Self.badTags[index]
        try await Bench.run { bench in
            let (upload, tags) = try await bench.send(bytes)
            await #expect(throws: error) {
                try await bench.uploads.complete(upload.id, tags: change(tags), by: bench.owner)
            }
            try await bench.expect(.nothing)
            await #expect(throws: UploadError.notFound) {
                try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            }
        }
    }

    @Test func `a part that never came is refused and nothing is left`() async throws {
        try await Bench.run { bench in
            let (upload, tags) = try await bench.send(bytes, parts: 3)
            await #expect(throws: UploadError.badParts(.missing(4))) {
                try await bench.uploads.complete(upload.id, tags: tags + ["x"], by: bench.owner)
            }
            try await bench.expect(.nothing)
        }
    }

    @Test func `other bytes than were announced are refused and nothing is left`() async throws {
        try await Bench.run { bench in
            let plan = UploadPlan(filename: "a.wav", size: bytes.count, sha256: SHA256.hash("another song"))
            let (upload, tags) = try await bench.send(bytes, as: plan)
            await #expect(throws: UploadError.wrongDigest) {
                try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            }
            try await bench.expect(.nothing)
        }
    }

    @Test(arguments: [
        Array("These are the words of the song.".utf8), Array("#EXTM3U\nfile:///etc/passwd".utf8),
        Array("ffconcat version 1.0\nfile a.wav".utf8), [0xFF],
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
    ])
    func `what isn't music is refused whatever its name, and nothing is left`(content: [UInt8]) async throws {
        try await Bench.run { bench in
            let (upload, tags) = try await bench.send(content)
            await #expect {
                try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            } throws: { error in
                if case .wrongContent? = error as? UploadError { true } else { false }
            }
            try await bench.expect(.nothing)
        }
    }

    @Test func `a broken recording is refused in the words of who looked into it`() async throws {
        try await Bench.run { bench in
            let (upload, tags) = try await bench.send(wave(100, then: "broken"))
            await #expect(throws: UploadError.wrongContent("The recording ends before it begins.")) {
                try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            }
            try await bench.expect(.nothing)
        }
    }

    @Test func `a fault of ours keeps the upload, and completing again succeeds`() async throws {
        struct Crash: Error {}
        let attempts = Mutex(0)
        let probe: Probe = { path in
            let attempt = attempts.withLock { count in
                count += 1
                return count
            }
            if attempt.isMultiple(of: 2) { return Bench.answer }
            throw Crash()
        }
        try await Bench.run(probe: probe) { bench in
            let (upload, tags) = try await bench.send(bytes)
            await #expect(throws: Crash.self) {
                try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            }
            // The parts were joined before; the object itself is what goes on.
            let asset = try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            #expect(asset.digest == SHA256.hash(bytes))
            try await bench.expect(Remains(assets: 1, uploads: 1, bytes: 200_000, files: 1))
        }
    }

    @Test func `an upload is its owner's alone`() async throws {
        try await Bench.run { bench in
            let (upload, tags) = try await bench.send(bytes)
            let stranger = UserID()
            await #expect(throws: UploadError.notFound) {
                try await bench.uploads.complete(upload.id, tags: tags, by: stranger)
            }
            await #expect(throws: UploadError.notFound) {
                try await bench.uploads.abandon(upload.id, by: stranger)
            }
            await #expect(throws: UploadError.notFound) {
                try await bench.uploads.find(upload.id, by: stranger)
            }
            let asset = try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            #expect(try await Uploads.asset(asset.id, ownedBy: stranger, in: bench.database) == nil)
            #expect(try await Uploads.asset(asset.id, in: bench.database) == asset)
        }
    }

    @Test func `a picture is an asset where a picture was announced`() async throws {
        let picture: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + wave(500)
        try await Bench.run { bench in
            let plan = UploadPlan(filename: "cover.JPG", size: picture.count)
            let (upload, tags) = try await bench.send(picture, as: plan)
            let asset = try await bench.uploads.complete(upload.id, tags: tags, by: bench.owner)
            #expect(asset.mime == "image/jpeg" && asset.probe == nil)
            #expect(asset.key.path == "\(asset.id).jpg")
            let song = UploadPlan(filename: "cover.jpg", size: bytes.count)
            let (other, otherTags) = try await bench.send(bytes, as: song)
            await #expect(throws: UploadError.self) {
                try await bench.uploads.complete(other.id, tags: otherTags, by: bench.owner)
            }
            try await bench.expect(Remains(assets: 1, uploads: 1, bytes: picture.count, files: 1))
        }
    }
}
