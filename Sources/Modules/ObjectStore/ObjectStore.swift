package import Crypto
package import Essentials

/// Bytes by key, for ever or until they are deleted.
///
/// A key holds nothing, or one whole object: what is read was once put in full, and what `put` or `complete`
/// returned has been written through to the medium. Every method may be called from anywhere, and blocks no
/// thread of the tasks' pool.
package protocol ObjectStore: Sendable {
    /// Stores `bytes` under `key`, in place of what was there.
    @discardableResult
    func put(_ key: ObjectKey, bytes: [UInt8]) async throws -> StoredObject

    /// Stores what `chunks` gives under `key`; nothing changes where `chunks` throws.
    @discardableResult
    func put<Chunks>(_ key: ObjectKey, from chunks: Chunks) async throws -> StoredObject
    where Chunks: AsyncSequence & Sendable, Chunks.Element == [UInt8]

    /// Stores a copy of the local file at `path` under `key`.
    @discardableResult
    func put(_ key: ObjectKey, copyOf path: String) async throws -> StoredObject

    /// What is known of the object under `key`, or nil where there is none.
    func head(_ key: ObjectKey) async throws -> StoredObject?

    /// The object under `key`, written through to the medium even where its maker never got to say so; nil where there
    /// is none.
    func settle(_ key: ObjectKey) async throws -> StoredObject?

    /// Opens the object under `key`, or the bytes of it in `range`.
    ///
    /// With `isVerified` the whole is compared with its SHA-256 on the way, and the last chunk is held back until
    /// that is done: who gets all of it got what was stored. A part of an object can't be verified,
    /// and an object without a digest passes.
    /// Throws ``ObjectStoreError/notFound(_:)``, and `invalidRange` where `range` isn't inside the object; the
    /// sequence throws `corrupt`.
    func read(_ key: ObjectKey, range: Range<Int>?, isVerified: Bool) async throws -> ObjectReader

    /// Where on this machine the object under `key` stands, or would; nil where the store is elsewhere.
    ///
    /// For the system to send the file by itself; nothing is looked up for it.
    func localPath(of key: ObjectKey) -> String?

    /// Runs `body` with the path of a local file that holds the object, which must not be changed or kept.
    ///
    /// With `isVerified` the file is compared with its SHA-256 before.
    func withLocalFile<Result: Sendable>(
        of key: ObjectKey,
        isVerified: Bool,
        _ body: (_ path: String) async throws -> Result
    ) async throws -> Result

    /// Removes the object under `key`, if there is one.
    func delete(_ key: ObjectKey) async throws

    /// Removes every object whose path lies in `folder` of `bucket`.
    func deleteAll(in bucket: Bucket, folder: String) async throws

    /// At most `limit` objects of a bucket in the byte order of their paths, beginning after `last`.
    func list(in bucket: Bucket, after last: ObjectKey?, limit: Int) async throws -> [StoredObject]

    /// The fewest bytes that every part but the last must have.
    var smallestPart: Int { get }

    /// Starts an object that comes in parts; nothing stands under `key` before `complete`.
    func begin(_ key: ObjectKey) async throws -> Multipart

    /// Where exactly `size` bytes of part `number` (from 1) may be put until `end`, by whoever holds the address.
    func presign(part number: Int, size: Int, of upload: Multipart, until end: Instant) async throws -> String

    /// The parts that have arrived, by number.
    func parts(of upload: Multipart) async throws -> [StoredPart]

    /// Joins the parts, of which these are the tags from the first to the last, into the object.
    ///
    /// Throws ``MultipartError``; the parts are kept then.
    func complete(_ upload: Multipart, tags: [String]) async throws -> StoredObject

    /// Gives up an object that came in parts, and removes them.
    func abort(_ upload: Multipart) async throws

    /// Removes what interrupted work left behind before `end`: unfinished files and forgotten parts.
    ///
    /// Returns how many such things there were.
    @discardableResult
    func sweep(before end: Instant) async throws -> Int

    /// Throws where nothing could be stored or read now; costs next to nothing, and changes nothing.
    func check() async throws
}

/// What is known of an object without reading it.
package struct StoredObject: Hashable, Sendable {
    /// Its name.
    package var key: ObjectKey
    /// Its length in bytes.
    package var size: Int
    /// The SHA-256 of its bytes as they were stored; nil where something else put the file there.
    package var digest: Digest?
    /// When it was stored.
    package var storedAt: Instant
}

/// Why bytes could not be stored or read.
package enum ObjectStoreError: Error, Hashable {
    /// The path is none that a key may have.
    case invalidKey(String)
    /// There is no object under the key.
    case notFound(ObjectKey)
    /// The range isn't inside the object.
    case invalidRange
    /// The bytes are not those that were stored.
    case corrupt(ObjectKey)
    /// The medium is full.
    case outOfSpace
    /// The system refused `operation` with this `errno`.
    case failed(operation: String, code: Int32)
}

extension ObjectStore {
    /// Opens all of the object under `key`, unverified.
    package func read(_ key: ObjectKey) async throws -> ObjectReader {
        try await read(key, range: nil, isVerified: false)
    }

    /// How many objects a bucket holds, and their bytes; costs a walk through all of them.
    package func usage(of bucket: Bucket) async throws -> (objects: Int, bytes: Int) {
        var usage = (objects: 0, bytes: 0)
        var last: ObjectKey?
        repeat {
            let page = try await list(in: bucket, after: last, limit: 1000)
            usage.objects += page.count
            usage.bytes += page.reduce(0) { $0 + $1.size }
            last = page.last?.key
        } while last != nil
        return usage
    }
}
