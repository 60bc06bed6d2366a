internal import Crypto
internal import Essentials
internal import Synchronization

extension DiskStore {
    package func head(_ key: ObjectKey) async throws -> StoredObject? {
        try await threads.run {
            guard let file = try DiskFile(reading: path(of: key)) else { return nil }
            return try describe(file, key)
        }
    }

    /// Its bytes were written through before it got its name.
    package func settle(_ key: ObjectKey) async throws -> StoredObject? {
        guard let object = try await head(key) else { return nil }
        try await threads.run { try DiskFolder.sync(DiskFolder.parent(of: path(of: key))) }
        return object
    }

    package func read(_ key: ObjectKey, range: Range<Int>?, isVerified: Bool) async throws -> ObjectReader {
        precondition(range == nil || !isVerified, "a part of an object can't be verified")
        return try await threads.run {
            guard let file = try DiskFile(reading: path(of: key)) else {
                throw ObjectStoreError.notFound(key)
            }
            let object = try describe(file, key)
            let range = range ?? 0..<object.size
            guard range.upperBound <= object.size else { throw ObjectStoreError.invalidRange }
            let source = DiskSource(file: file, object: object, range: range, isVerified: isVerified)
            return ObjectReader(object: object, range: range) {
                try await threads.run { try source.next() }
            }
        }
    }

    package func withLocalFile<Result: Sendable>(
        of key: ObjectKey,
        isVerified: Bool,
        _ body: (_ path: String) async throws -> Result
    ) async throws -> Result {
        let reader = try await read(key, range: nil, isVerified: isVerified)
        if isVerified { for try await _ in reader {} }
        return try await body(path(of: key))
    }

    package func list(in bucket: Bucket, after last: ObjectKey?, limit: Int) async throws -> [StoredObject] {
        precondition(last == nil || last?.bucket == bucket, "a list goes on in its own bucket")
        return try await threads.run {
            var listing = DiskListing(root: "\(root)/\(bucket.rawValue)", after: last?.path, limit: limit)
            return try listing.paths().compactMap { path in
                let key = try ObjectKey(bucket, path)
                guard let file = try DiskFile(reading: self.path(of: key)) else { return nil }
                return try describe(file, key)
            }
        }
    }

    /// What is known of the open object under `key`.
    private func describe(_ file: borrowing DiskFile, _ key: ObjectKey) throws -> StoredObject {
        let status = try file.status()
        let digest = try sums.digest(of: file, path: path(of: key))
        return StoredObject(key: key, size: status.size, digest: digest, storedAt: status.changedAt)
    }
}

/// The bytes of an open file, chunk by chunk.
private final class DiskSource: Sendable {
    private struct State: ~Copyable {
        let file: DiskFile
        var offset: Int
        var hash = SHA256()
    }

    private let object: StoredObject
    private let end: Int
    private let isVerified: Bool
    private let state: Mutex<State?>

    init(file: consuming sending DiskFile, object: StoredObject, range: Range<Int>, isVerified: Bool) {
        self.object = object
        end = range.upperBound
        self.isVerified = isVerified
        state = Mutex(State(file: file, offset: range.lowerBound))
    }

    /// The bytes that follow; nil at the end, when the file is closed.
    ///
    /// The last chunk of a verified object comes after its hash was found right.
    func next() throws -> [UInt8]? {
        try state.withLock { state -> [UInt8]? in
            guard var open = state.take() else { return nil }
            let wanted = min(DiskStore.block / 4, end - open.offset)
            let bytes = try open.file.read(wanted, at: open.offset)
            guard bytes.count == wanted else { throw ObjectStoreError.corrupt(object.key) }
            open.offset += wanted
            if isVerified { open.hash.update(bytes) }
            if open.offset < end { state = consume open } else { try finish(open) }
            return bytes.isEmpty ? nil : bytes
        }
    }

    private func finish(_ state: consuming State) throws(ObjectStoreError) {
        guard isVerified, let stored = object.digest else { return }
        guard state.hash.finish() == stored else { throw .corrupt(object.key) }
    }
}
