import Crypto
import Essentials
import Foundation
import ObjectStore
import Testing

@Suite struct DiskStoreTests {
    @Test func `a store whose folders are gone says so`() async throws {
        let scratch = try Scratch()
        try await scratch.store.check()
        try FileManager.default.removeItem(atPath: "\(scratch.root)/originals")
        await #expect(throws: ObjectStoreError.failed(operation: "access", code: ENOENT)) {
            try await scratch.store.check()
        }
        try Data().write(to: URL(filePath: "\(scratch.root)/originals"))
        await #expect(throws: ObjectStoreError.failed(operation: "access", code: ENOTDIR)) {
            try await scratch.store.check()
        }
    }

    @Test(arguments: [false, true])
    func `what was put is read again, with its size and digest`(sumsInFiles: Bool) async throws {
        let scratch = try Scratch(sumsInFiles: sumsInFiles)
        let key = try ObjectKey(.transcodes, "v1/opus.1/init.mp4")
        for bytes in [noise(10), [], noise(3 << 20)] {
            let stored = try await scratch.store.put(key, bytes: bytes)
            #expect(stored.size == bytes.count)
            #expect(stored.digest == SHA256.hash(bytes))
            let head = try #require(try await scratch.store.head(key))
            #expect(head.size == bytes.count && head.digest == stored.digest)
            #expect(try await scratch.store.read(key).collect() == bytes)
            #expect(try await scratch.store.read(key, range: nil, isVerified: true).collect() == bytes)
        }
        #expect(scratch.files() == ["transcodes/v1/opus.1/init.mp4"])
    }

    @Test func `an object can be opened where the store says that it stands`() async throws {
        let scratch = try Scratch()
        let key = try ObjectKey(.images, "cover.jpg")
        let path = try #require(scratch.store.localPath(of: key))
        #expect(FileManager.default.contents(atPath: path) == nil)
        let bytes = noise(1000)
        try await scratch.store.put(key, bytes: bytes)
        #expect(FileManager.default.contents(atPath: path).map(Array.init) == bytes)
    }

    @Test func `a stream and a file are stored like bytes`() async throws {
        let scratch = try Scratch()
        let bytes = noise(700_000)
        let streamed = try await scratch.store.put(
            ObjectKey(.originals, "a.wav"),
            from: Chunks(chunks: [
                Array(bytes[..<1]), [], Array(bytes[1..<300_000]), Array(bytes[300_000...]),
            ])
        )
        let copied = try await scratch.store.put(
            ObjectKey(.images, "a.wav"),
            copyOf: scratch.store.path(of: streamed.key)
        )
        #expect(streamed.digest == SHA256.hash(bytes))
        #expect(copied.digest == streamed.digest && copied.size == 700_000)
        #expect(try await scratch.store.read(copied.key).collect() == bytes)
    }

    @Test func `a stream that breaks off changes nothing`() async throws {
        let scratch = try Scratch()
        let key = try ObjectKey(.originals, "a.wav")
        try await scratch.store.put(key, bytes: [1, 2, 3])
        await #expect(throws: Chunks.Broken.self) {
            try await scratch.store.put(key, from: Chunks(chunks: [noise(600_000)], breaksOff: true))
        }
        #expect(try await scratch.store.read(key).collect() == [1, 2, 3])
        #expect(scratch.files() == ["originals/a.wav"])
    }

    @Test func `a range gives those bytes`() async throws {
        let scratch = try Scratch()
        let key = try ObjectKey(.originals, "a.wav")
        let bytes = noise(1_000_000)
        try await scratch.store.put(key, bytes: bytes)
        for range in [0..<0, 0..<1, 999_999..<1_000_000, 1000..<900_000] {
            let part = try await scratch.store.read(key, range: range, isVerified: false)
            #expect(part.range == range)
            #expect(try await part.collect() == Array(bytes[range]))
        }
        await #expect(throws: ObjectStoreError.invalidRange) {
            try await scratch.store.read(key, range: 0..<1_000_001, isVerified: false)
        }
    }

    @Test func `what isn't there is not found`() async throws {
        let scratch = try Scratch()
        let key = try ObjectKey(.images, "nobody.jpg")
        #expect(try await scratch.store.head(key) == nil)
        await #expect(throws: ObjectStoreError.notFound(key)) { try await scratch.store.read(key) }
        try await scratch.store.delete(key)
        try await scratch.store.deleteAll(in: .images, folder: "nobody")
        try await scratch.store.put(ObjectKey(.images, "folder/a.jpg"), bytes: [1])
        #expect(try await scratch.store.head(ObjectKey(.images, "folder")) == nil)
        #expect(try await scratch.store.head(ObjectKey(.images, "folder/a.jpg/x")) == nil)
    }

    @Test(arguments: [false, true])
    func `changed bytes are noticed before the last of them is given`(sumsInFiles: Bool) async throws {
        let scratch = try Scratch(sumsInFiles: sumsInFiles)
        let key = try ObjectKey(.originals, "a.wav")
        var bytes = noise(1_000_000)
        try await scratch.store.put(key, bytes: bytes)
        bytes[500_000] ^= 1
        try scratch.damage(key, with: bytes)
        let reader = try await scratch.store.read(key, range: nil, isVerified: true)
        var given = 0
        await #expect(throws: ObjectStoreError.corrupt(key)) {
            for try await chunk in reader { given += chunk.count }
        }
        #expect(given < bytes.count)
        await #expect(throws: ObjectStoreError.corrupt(key)) {
            try await scratch.store.withLocalFile(of: key, isVerified: true) { _ in }
        }
        #expect(try await scratch.store.withLocalFile(of: key, isVerified: false) { $0.hasSuffix("a.wav") })
    }

    @Test func `a file cut short while it is read is corrupt`() async throws {
        let scratch = try Scratch()
        let key = try ObjectKey(.originals, "a.wav")
        try await scratch.store.put(key, bytes: noise(1_000_000))
        let reader = try await scratch.store.read(key)
        try scratch.damage(key, with: noise(300_000))
        await #expect(throws: ObjectStoreError.corrupt(key)) { try await reader.collect() }
    }

    @Test func `a folder that can't be written is refused at the start`() {
        #expect(throws: ObjectStoreError.self) { try DiskStore(root: "/dev/null/objects", key: .random()) }
    }

    @Test func `a folder is deleted with all in it, and no more`() async throws {
        let scratch = try Scratch()
        for path in ["v1/opus.1/a", "v1/opus.2/a", "v10/a"] {
            try await scratch.store.put(ObjectKey(.transcodes, path), bytes: [1])
        }
        try await scratch.store.deleteAll(in: .transcodes, folder: "v1/opus.1")
        #expect(scratch.files() == ["transcodes/v1/opus.2/a", "transcodes/v10/a"])
        try await scratch.store.deleteAll(in: .transcodes, folder: "v1")
        #expect(scratch.files() == ["transcodes/v10/a"])
        await #expect(throws: ObjectStoreError.invalidKey("")) {
            try await scratch.store.deleteAll(in: .transcodes, folder: "")
        }
    }

    @Test func `a list comes in the order of bytes, page by page`() async throws {
        let scratch = try Scratch()
        let paths = ["a-b", "a.flac", "a/b/c", "a/c", "a0", "b/a", "b/z.1", "c"]
        for path in paths.shuffled() {
            try await scratch.store.put(ObjectKey(.images, path), bytes: noise(3))
        }
        for limit in 1...9 {
            var seen: [String] = []
            var last: ObjectKey?
            repeat {
                let page = try await scratch.store.list(in: .images, after: last, limit: limit)
                #expect(page.count <= limit)
                seen += page.map(\.key.path)
                last = page.last?.key
            } while last != nil
            #expect(seen == paths)
        }
        #expect(try await scratch.store.usage(of: .images) == (objects: 8, bytes: 24))
        #expect(try await scratch.store.usage(of: .waveforms) == (objects: 0, bytes: 0))
    }

    @Test func `many writers at once leave one whole object`() async throws {
        let scratch = try Scratch()
        let key = try ObjectKey(.waveforms, "v1.json")
        let versions = (1...20).map { noise(100_000, seed: $0) }
        try await withThrowingTaskGroup { group in
            for bytes in versions { group.addTask { try await scratch.store.put(key, bytes: bytes) } }
            try await group.waitForAll()
        }
        let left = try await scratch.store.read(key, range: nil, isVerified: true).collect()
        #expect(versions.contains(left))
        #expect(scratch.files() == ["waveforms/v1.json"])
    }

    @Test func `a sweep takes what is older, and no object`() async throws {
        let scratch = try Scratch()
        let key = try ObjectKey(.originals, "a.wav")
        try await scratch.store.put(key, bytes: [1])
        let upload = try await scratch.store.begin(ObjectKey(.originals, "b.wav"))
        #expect(FileManager.default.createFile(atPath: "\(scratch.root)/tmp/left-by-a-crash", contents: nil))
        #expect(try await scratch.store.sweep(before: .now - .seconds(60)) == 0)
        #expect(try await scratch.store.parts(of: upload).isEmpty)
        #expect(try await scratch.store.sweep(before: .now + .seconds(60)) == 2)
        await #expect(throws: MultipartError.unknownUpload) { try await scratch.store.parts(of: upload) }
        #expect(scratch.files() == ["originals/a.wav"])
    }
}
