import Crypto
import Essentials
import ObjectStore
import Testing

@Suite struct MultipartTests {
    private let now = Instant(milliseconds: 1_800_000_000_000)

    /// What a presigned address asks for, as a route would read it.
    private func request(_ address: String) throws -> PartRequest {
        let halves = address.split(separator: "?")
        let segments = halves[0].split(separator: "/", omittingEmptySubsequences: false)
        let query = Dictionary(
            uniqueKeysWithValues: halves[1].split(separator: "&").map { pair in
                let (name, value) = (pair.prefix { $0 != "=" }, pair.drop { $0 != "=" }.dropFirst())
                return (String(name), String(value))
            }
        )
        #expect(segments.prefix(3) == ["", "objects", "multipart"])
        return PartRequest(
            upload: segments[3..<segments.count - 1].joined(separator: "/"),
            number: try #require(segments.last.flatMap { Int($0) }),
            size: try #require(Int(query["size"] ?? "")),
            expires: try #require(Int64(query["exp"] ?? "")),
            signature: try #require(query["sig"])
        )
    }

    /// Puts `bytes` as a part through its address.
    @discardableResult
    private func put(
        _ number: Int,
        _ bytes: [UInt8],
        _ upload: Multipart,
        _ scratch: Scratch
    ) async throws
        -> StoredPart
    {
        let address = try await scratch.store.presign(
            part: number,
            size: bytes.count,
            of: upload,
            until: now + .seconds(60)
        )
        return try await scratch.store.receive(
            request(address),
            at: now,
            length: nil,
            from: Chunks(chunks: [bytes])
        )
    }

    @Test(arguments: [false, true])
    func `parts in any order become the object, and leave nothing else`(sumsInFiles: Bool) async throws {
        let scratch = try Scratch(sumsInFiles: sumsInFiles)
        let key = try ObjectKey(.originals, "a.wav")
        let upload = try await scratch.store.begin(key)
        let parts = [noise(1_500_000, seed: 1), noise(1_500_000, seed: 2), noise(7, seed: 3)]
        for number in [3, 1, 2] { try await put(number, parts[number - 1], upload, scratch) }
        #expect(try await scratch.store.head(key) == nil)
        let arrived = try await scratch.store.parts(of: upload)
        #expect(arrived.map(\.number) == [1, 2, 3])
        #expect(arrived.map(\.size) == [1_500_000, 1_500_000, 7])

        let whole = try await scratch.store.complete(upload, tags: arrived.map { "\"\($0.tag)\"" })
        let bytes = parts.flatMap(\.self)
        #expect(whole.digest == SHA256.hash(bytes))
        #expect(try await scratch.store.read(key, range: nil, isVerified: true).collect() == bytes)
        #expect(scratch.files() == ["originals/a.wav"])
        await #expect(throws: MultipartError.unknownUpload) {
            try await scratch.store.complete(upload, tags: arrived.map(\.tag))
        }
    }

    @Test func `a part put again takes the earlier one's place`() async throws {
        let scratch = try Scratch()
        let upload = try await scratch.store.begin(ObjectKey(.originals, "a.wav"))
        let first = try await put(1, noise(100, seed: 1), upload, scratch)
        #expect(try await put(1, noise(100, seed: 1), upload, scratch) == first)
        let second = try await put(1, noise(100, seed: 2), upload, scratch)
        #expect(second.tag != first.tag)
        await #expect(throws: MultipartError.wrongTag(part: 1)) {
            try await scratch.store.complete(upload, tags: [first.tag])
        }
        let whole = try await scratch.store.complete(upload, tags: [second.tag])
        #expect(whole.digest == SHA256.hash(noise(100, seed: 2)))
    }

    @Test func `missing, doubled and left-out parts are refused, and the parts stay`() async throws {
        let scratch = try Scratch()
        let key = try ObjectKey(.originals, "a.wav")
        let upload = try await scratch.store.begin(key)
        let one = try await put(1, noise(100, seed: 1), upload, scratch).tag
        let three = try await put(3, noise(100, seed: 3), upload, scratch).tag
        let refused: [([String], MultipartError)] = [
            ([one, "x", three], .missingPart(2)), ([one, three], .missingPart(2)),
            ([one], .unexpectedPart(3)),
            ([], .unexpectedPart(3)), ([one, one, three], .missingPart(2)), ([three], .wrongTag(part: 1)),
        ]
        for (tags, error) in refused {
            await #expect(throws: error) { try await scratch.store.complete(upload, tags: tags) }
        }
        let two = try await put(2, noise(100, seed: 2), upload, scratch).tag
        await #expect(throws: MultipartError.wrongTag(part: 2)) {
            try await scratch.store.complete(upload, tags: [one, one, three])
        }
        await #expect(throws: MultipartError.missingPart(4)) {
            try await scratch.store.complete(upload, tags: [one, two, three, three])
        }
        #expect(try await scratch.store.head(key) == nil)
        #expect(try await scratch.store.complete(upload, tags: [one, two, three]).size == 300)
    }

    @Test func `an address that was changed anywhere holds for nothing`() async throws {
        let scratch = try Scratch()
        let upload = try await scratch.store.begin(ObjectKey(.originals, "a.wav"))
        let other = try await scratch.store.begin(ObjectKey(.originals, "b.wav"))
        let address = try await scratch.store.presign(
            part: 1,
            size: 10,
            of: upload,
            until: now + .seconds(60)
        )
        let good = try request(address)
        var changed = [good, good, good, good, good]
        changed[0].number = 2
        changed[1].size = 11
        changed[2].expires += 3600
        changed[3].upload = other.id
        changed[4].signature = "A" + good.signature.dropFirst()
        if changed[4].signature == good.signature { changed[4].signature = "B" + good.signature.dropFirst() }
        for request in changed {
            await #expect(throws: MultipartError.badSignature) {
                try await scratch.store.receive(
                    request,
                    at: now,
                    length: nil,
                    from: Chunks(chunks: [noise(10)])
                )
            }
        }
        #expect(scratch.files() == [])
    }

    @Test func `an address holds until its end, in the store that gave it`() async throws {
        let scratch = try Scratch()
        let upload = try await scratch.store.begin(ObjectKey(.originals, "a.wav"))
        let end = now + .seconds(60)
        let request = try request(try await scratch.store.presign(part: 1, size: 10, of: upload, until: end))
        let bytes = Chunks(chunks: [noise(10)])
        await #expect(throws: MultipartError.expired) {
            try await scratch.store.receive(request, at: end, length: nil, from: bytes)
        }
        let another = try Scratch()
        await #expect(throws: MultipartError.badSignature) {
            try await another.store.receive(request, at: now, length: nil, from: bytes)
        }
        #expect(scratch.files() == [])
    }

    @Test func `a part of another length is refused and not kept`() async throws {
        let scratch = try Scratch()
        let upload = try await scratch.store.begin(ObjectKey(.originals, "a.wav"))
        let address = try await scratch.store.presign(
            part: 1,
            size: 10,
            of: upload,
            until: now + .seconds(60)
        )
        for count in [0, 9, 11, 2_000_000] {
            await #expect(throws: MultipartError.wrongSize(part: 1)) {
                try await scratch.store.receive(
                    request(address),
                    at: now,
                    length: nil,
                    from: Chunks(chunks: [noise(count)])
                )
            }
        }
        await #expect(throws: MultipartError.wrongSize(part: 1)) {
            try await scratch.store.receive(
                request(address),
                at: now,
                length: 11,
                from: Chunks(chunks: [noise(10)])
            )
        }
        await #expect(throws: Chunks.Broken.self) {
            try await scratch.store.receive(
                request(address),
                at: now,
                length: nil,
                from: Chunks(chunks: [noise(5)], breaksOff: true)
            )
        }
        #expect(try await scratch.store.parts(of: upload).isEmpty)
        #expect(scratch.files() == [])
    }

    @Test(arguments: [false, true])
    func `what was given up takes no more parts and leaves nothing`(sumsInFiles: Bool) async throws {
        let scratch = try Scratch(sumsInFiles: sumsInFiles)
        let upload = try await scratch.store.begin(ObjectKey(.originals, "a.wav"))
        try await put(1, noise(10), upload, scratch)
        try await scratch.store.abort(upload)
        try await scratch.store.abort(upload)
        await #expect(throws: MultipartError.unknownUpload) { try await put(2, noise(10), upload, scratch) }
        #expect(scratch.files() == [])
    }

    @Test(arguments: ["", "..", "../../etc", "nobody"])
    func `a name that no upload has leads nowhere`(id: String) async throws {
        let scratch = try Scratch()
        let upload = Multipart(key: try ObjectKey(.originals, "a.wav"), id: id)
        await #expect(throws: MultipartError.unknownUpload) { try await put(1, [1], upload, scratch) }
        await #expect(throws: MultipartError.unknownUpload) { try await scratch.store.abort(upload) }
    }

    @Test func `one address takes two bodies at a time and no more`() async throws {
        let scratch = try Scratch()
        let upload = try await scratch.store.begin(ObjectKey(.originals, "a.wav"))
        let address = try await scratch.store.presign(
            part: 1,
            size: 10,
            of: upload,
            until: now + .seconds(60)
        )
        let request = try request(address)
        let first = AsyncStream<[UInt8]>.makeStream()
        let second = AsyncStream<[UInt8]>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for body in [first.stream, second.stream] {
                group.addTask { [now] in
                    _ = try await scratch.store.receive(request, at: now, length: 10, from: body)
                }
            }
            while scratch.files(under: "tmp").count < 2 { await Task.yield() }
            await #expect(throws: MultipartError.busy(part: 1)) {
                try await put(1, noise(10), upload, scratch)
            }
            try await put(2, noise(10), upload, scratch)
            for body in [first, second] {
                body.continuation.yield(noise(10))
                body.continuation.finish()
            }
            try await group.waitForAll()
        }
        try await put(1, noise(10), upload, scratch)
        #expect(scratch.files(under: "tmp") == [])
    }
}
