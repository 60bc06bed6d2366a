import Crypto
import Essentials
import Foundation
import ObjectStore
import SQL
import Support
import Synchronization
import Testing

@testable import Uploads

/// Uploads into a temporary folder, on one database, at a time that tests set.
struct Bench {
    let database: any Database
    let store: DiskStore
    let uploads: Uploads
    let clock: Clock
    let root: String
    let owner = UserID()

    /// Runs `body` with a bench on each database.
    nonisolated(nonsending) static func run(
        quota: Int = 10_000_000,
        largestFile: Int = 5_000_000,
        probe: @escaping Probe = Bench.look,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ body: (Bench) async throws -> Void
    ) async throws {
        try await withEachDatabase(migrations: Uploads.migrations, sourceLocation: sourceLocation) {
            database in
            try await withTemporaryFolder { folder in
                let clock = Clock()
                let settings = UploadSettings(
                    quota: quota,
                    largestFile: largestFile,
                    clock: { clock.now }
                )
                let store = try DiskStore(root: folder, key: .random())
                let uploads = Uploads(database: database, store: store, settings: settings, probe: probe)
                try await body(
                    Bench(database: database, store: store, uploads: uploads, clock: clock, root: folder)
                )
            }
        }
    }

    /// What tests say of every sound, except one that says of itself that it is broken.
    static let look: Probe = { path in
        let bytes = try Data(contentsOf: URL(filePath: path))
        if bytes.dropFirst(12).starts(with: Data("broken".utf8)) {
            throw NotAudio("The recording ends before it begins.")
        }
        return answer
    }

    static let answer = ProbeAnswer(
        durationMs: 1000,
        sampleRate: 48_000,
        channels: 2,
        codec: "pcm_s16le",
        bitrate: 1_536_000,
        tags: ["title": "Tide"]
    )

    /// Begins an upload of `bytes` and puts all its parts; the tags in order.
    func send(
        _ bytes: [UInt8],
        as plan: UploadPlan? = nil,
        parts: Int = .max
    ) async throws -> (upload: Upload, tags: [String]) {
        let plan = plan ?? UploadPlan(filename: "tide.wav", size: bytes.count, partSize: 64 << 10)
        let upload = try await uploads.start(plan, by: owner)
        var tags: [String] = []
        for part in try await uploads.addresses(of: upload).prefix(parts) {
            let start = (part.partNumber - 1) * upload.partSize
            let stored = try await put(part, Array(bytes[start..<start + part.size]))
            tags.append(stored.tag)
        }
        return (upload, tags)
    }

    /// Puts one part where its address says.
    @discardableResult
    func put(_ part: PartAddress, _ bytes: [UInt8]) async throws -> StoredPart {
        let address = try #require(PartRequest(address: part.url))
        return try await store.receive(address, at: clock.now, length: nil, from: Pieces([bytes]))
    }

    /// Expects that this is left of everything: rows, bytes in the books, files.
    func expect(_ expected: Remains, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let remains = Remains(
            assets: try await database.value("SELECT count(*) FROM assets"),
            uploads: try await database.value("SELECT count(*) FROM uploads"),
            bytes: try await StorageUse.bytes(of: owner, in: database),
            files: files()
        )
        #expect(remains == expected, sourceLocation: sourceLocation)
    }
}

extension Bench {
    /// How many files there are, wherever they lie.
    private func files() -> Int {
        let paths = FileManager.default.subpaths(atPath: root) ?? []
        return paths.count { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }
    }
}

extension PartRequest {
    /// What the address of a part asks for.
    init?(address: String) {
        guard let components = URLComponents(string: address) else { return nil }
        let segments = components.path.split(separator: "/").map(String.init)
        let query = Dictionary(
            uniqueKeysWithValues: (components.queryItems ?? []).map { ($0.name, $0.value ?? "") }
        )
        guard segments.count == 4, let number = Int(segments[3]),
            let size = query["size"].flatMap({ Int($0) }),
            let expires = query["exp"].flatMap({ Int64($0) }), let signature = query["sig"]
        else { return nil }
        self.init(upload: segments[2], number: number, size: size, expires: expires, signature: signature)
    }
}

/// What an upload has left behind.
struct Remains: Equatable {
    var assets = 0
    var uploads = 0
    var bytes = 0
    var files = 0

    static let nothing = Remains()
}

/// A time that stands until it is moved.
final class Clock: Sendable {
    private let time = Mutex(Instant.now)

    var now: Instant { time.withLock { $0 } }

    func advance(by duration: Duration) {
        time.withLock { $0 = $0 + duration }
    }
}

/// Chunks that come one after the other.
struct Pieces: AsyncSequence, Sendable {
    var chunks: [[UInt8]]

    init(_ chunks: [[UInt8]]) {
        self.chunks = chunks
    }

    func makeAsyncIterator() -> Iterator { Iterator(rest: chunks[...]) }

    struct Iterator: AsyncIteratorProtocol {
        var rest: ArraySlice<[UInt8]>

        mutating func next() async throws -> [UInt8]? { rest.popFirst() }
    }
}

/// `count` bytes that begin as a WAV file does and go on with `then`.
func wave(_ count: Int, then text: String = "") -> [UInt8] {
    let head = Array("RIFF....WAVE\(text)".utf8)
    return head
        + (head.count..<max(count, head.count)).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
}
