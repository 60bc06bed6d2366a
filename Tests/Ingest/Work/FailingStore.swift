import Essentials
import ObjectStore

/// A store that fails when a certain object is put or a certain folder removed, and is another one otherwise.
struct FailingStore: ObjectStore {
    struct Full: Error {}

    let base: any ObjectStore

    /// The end of the path that can't be put or removed.
    let failsAt: String

    private func check(_ path: String) throws {
        if path.hasSuffix(failsAt) { throw Full() }
    }

    func put(_ key: ObjectKey, bytes: [UInt8]) async throws -> StoredObject {
        try check(key.path)
        return try await base.put(key, bytes: bytes)
    }

    func put<Chunks>(_ key: ObjectKey, from chunks: Chunks) async throws -> StoredObject
    where Chunks: AsyncSequence & Sendable, Chunks.Element == [UInt8] {
        try check(key.path)
        return try await base.put(key, from: chunks)
    }

    func put(_ key: ObjectKey, copyOf path: String) async throws -> StoredObject {
        try check(key.path)
        return try await base.put(key, copyOf: path)
    }

    func head(_ key: ObjectKey) async throws -> StoredObject? { try await base.head(key) }
    func settle(_ key: ObjectKey) async throws -> StoredObject? { try await base.settle(key) }

    func read(_ key: ObjectKey, range: Range<Int>?, isVerified: Bool) async throws -> ObjectReader {
        try await base.read(key, range: range, isVerified: isVerified)
    }

    func localPath(of key: ObjectKey) -> String? { base.localPath(of: key) }

    func withLocalFile<Result: Sendable>(
        of key: ObjectKey,
        isVerified: Bool,
        _ body: (String) async throws -> Result
    ) async throws -> Result {
        try await base.withLocalFile(of: key, isVerified: isVerified, body)
    }

    func delete(_ key: ObjectKey) async throws { try await base.delete(key) }
    func deleteAll(in bucket: Bucket, folder: String) async throws {
        try check(folder)
        try await base.deleteAll(in: bucket, folder: folder)
    }
    func list(in bucket: Bucket, after last: ObjectKey?, limit: Int) async throws -> [StoredObject] {
        try await base.list(in: bucket, after: last, limit: limit)
    }
    var smallestPart: Int { base.smallestPart }
    func begin(_ key: ObjectKey) async throws -> Multipart { try await base.begin(key) }
    func presign(part number: Int, size: Int, of upload: Multipart, until end: Instant) async throws -> String
    {
        try await base.presign(part: number, size: size, of: upload, until: end)
    }
    func parts(of upload: Multipart) async throws -> [StoredPart] { try await base.parts(of: upload) }
    func complete(_ upload: Multipart, tags: [String]) async throws -> StoredObject {
        try await base.complete(upload, tags: tags)
    }
    func abort(_ upload: Multipart) async throws { try await base.abort(upload) }
    func sweep(before end: Instant) async throws -> Int { try await base.sweep(before: end) }
    func check() async throws { try await base.check() }
}
