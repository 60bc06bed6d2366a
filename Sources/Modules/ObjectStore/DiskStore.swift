package import Crypto
package import Essentials

/// Objects in a folder: `root/bucket/path`, the same names that an S3 store gives them.
///
/// Beside the buckets stand `tmp`, where files are written before they get their names, and `multipart`, with a
/// folder of parts for each upload. The whole must be one file system that only this program writes to.
package struct DiskStore: ObjectStore {
    let root: String
    let sums: Checksums
    let signingKey: SymmetricKey
    let threads = BlockingThreads(count: 8, label: "objects")
    let arrivals = PartArrivals()

    /// Bytes that are read or written at a time.
    static let block = 1 << 20

    /// The store in the folder `root`, made where it is missing; `key` signs the addresses of parts.
    ///
    /// `keepsSumsInFiles` asks for that even where the file system has extended attributes. Blocks for a few file
    /// operations; throws where the folder can't be written.
    package init(root: String, key: SymmetricKey, keepsSumsInFiles: Bool = false) throws {
        self.root = root
        signingKey = key.derived(for: "multipart parts")
        for folder in Self.folders { try DiskFolder.make("\(root)/\(folder)") }
        let areFiles = try keepsSumsInFiles || !Checksums.areAttributesPossible(in: "\(root)/tmp")
        sums = Checksums(root: root, areFiles: areFiles)
    }

    /// What stands in the root from the beginning.
    private static let folders = ["tmp", "multipart"] + Bucket.allCases.map(\.rawValue)

    package func check() async throws {
        try await threads.run {
            for folder in Self.folders { try DiskFolder.check("\(root)/\(folder)") }
        }
    }

    /// Where the object under `key` stands, or would.
    package func path(of key: ObjectKey) -> String { "\(root)/\(key)" }

    package func localPath(of key: ObjectKey) -> String? { path(of: key) }

    /// A file that will become an object or a part.
    func writer() throws -> DiskWriter {
        try DiskWriter(scratch: "\(root)/tmp", sums: sums)
    }
}

// MARK: Writing

extension DiskStore {
    @discardableResult
    package func put(_ key: ObjectKey, bytes: [UInt8]) async throws -> StoredObject {
        try await threads.run {
            let writer = try self.writer()
            try writer.append(bytes)
            return try commit(writer, as: key)
        }
    }

    @discardableResult
    package func put<Chunks>(_ key: ObjectKey, from chunks: Chunks) async throws -> StoredObject
    where Chunks: AsyncSequence & Sendable, Chunks.Element == [UInt8] {
        let writer = try await write(chunks, atMost: .max)
        return try await threads.run { try commit(writer, as: key) }
    }

    @discardableResult
    package func put(_ key: ObjectKey, copyOf path: String) async throws -> StoredObject {
        try await threads.run {
            let writer = try self.writer()
            guard let file = try DiskFile(reading: path) else { throw ObjectStoreError.notFound(key) }
            try writer.append(contentsOf: file)
            return try commit(writer, as: key)
        }
    }

    /// A file of all that `chunks` gives; throws `OversizedBody` where that is more than `limit` bytes.
    func write<Chunks>(_ chunks: Chunks, atMost limit: Int) async throws -> DiskWriter
    where Chunks: AsyncSequence & Sendable, Chunks.Element == [UInt8] {
        let writer = try await threads.run { try self.writer() }
        var waiting: [UInt8] = []
        var size = 0
        for try await chunk in chunks {
            size += chunk.count
            guard size <= limit else { throw OversizedBody() }
            waiting += chunk
            if waiting.count >= Self.block / 4 {
                let bytes = waiting
                waiting = []
                try await threads.run { try writer.append(bytes) }
            }
        }
        let bytes = waiting
        try await threads.run { try writer.append(bytes) }
        return writer
    }

    func commit(_ writer: DiskWriter, as key: ObjectKey) throws -> StoredObject {
        let path = path(of: key)
        try DiskFolder.make(DiskFolder.parent(of: path))
        let (size, digest) = try writer.commit(to: path)
        return StoredObject(key: key, size: size, digest: digest, storedAt: .now)
    }
}

/// More bytes came than were allowed.
struct OversizedBody: Error {}

extension DiskWriter {
    /// Adds all of `file` at the end.
    func append(contentsOf file: borrowing DiskFile) throws {
        var offset = 0
        while true {
            let bytes = try file.read(DiskStore.block, at: offset)
            guard !bytes.isEmpty else { return }
            try append(bytes)
            offset += bytes.count
        }
    }
}

// MARK: Removing

extension DiskStore {
    package func delete(_ key: ObjectKey) async throws {
        try await threads.run {
            try DiskFolder.remove(path(of: key))
            try sums.forget(path(of: key))
        }
    }

    package func deleteAll(in bucket: Bucket, folder: String) async throws {
        let key = try ObjectKey(bucket, folder)
        try await delete(key)
    }

    @discardableResult
    package func sweep(before end: Instant) async throws -> Int {
        try await threads.run {
            try sweep("\(root)/tmp", before: end) + sweep("\(root)/multipart", before: end)
        }
    }

    private func sweep(_ folder: String, before end: Instant) throws -> Int {
        var removed = 0
        for name in try DiskFolder.names(in: folder) {
            let path = "\(folder)/\(name)"
            guard let status = try DiskFolder.status(of: path), status.changedAt < end else { continue }
            try DiskFolder.remove(path)
            try sums.forget(path)
            removed += 1
        }
        return removed
    }
}
