package import Essentials
internal import ObjectStore
internal import SQL

extension Uploads {
    /// Takes a whole file that comes in one piece, as a plain form sends it, and makes an asset of it.
    ///
    /// `announced` is an upper bound of its bytes, such as the length of the whole request: that much room is reserved
    /// until the true length is known. Streams to the store; what is refused leaves nothing behind.
    package func receive<Chunks>(
        _ filename: String,
        mime: String? = nil,
        announced: Int,
        from chunks: Chunks,
        by owner: UserID
    ) async throws -> Asset where Chunks: AsyncSequence & Sendable, Chunks.Element == [UInt8] {
        if let problem = FileName.problem(with: filename) { throw UploadError.invalid(["file": problem]) }
        guard announced <= settings.largestFile else {
            throw UploadError.tooLarge(limit: settings.largestFile)
        }
        try await reserve(announced, for: owner, in: database)
        do {
            return try await store(filename, mime, BoundedChunks(chunks, limit: announced), announced, owner)
        } catch {
            try await StorageUse.release(announced, of: owner, in: database)
            throw error
        }
    }

    /// Takes back an asset that nothing was made of, its bytes at once.
    ///
    /// Whether anything uses it is the caller's care.
    package func discard(_ asset: Asset) async throws {
        try await database.transaction { session in
            try await Asset.tombstone(asset.id, at: settings.clock(), in: session)
        }
        try await store.delete(asset.key)
        try await Asset.forget(asset.id, in: database)
    }

    private func store<Chunks>(
        _ filename: String,
        _ mime: String?,
        _ chunks: Chunks,
        _ announced: Int,
        _ owner: UserID
    ) async throws -> Asset where Chunks: AsyncSequence & Sendable, Chunks.Element == [UInt8] {
        let candidate = Candidate(
            id: AssetID(),
            owner: owner,
            filename: filename,
            isPicture: FileName.announcesPicture(filename, mime: mime)
        )
        let key = try ObjectKey(.originals, "\(candidate.id).\(FileName.safeExtension(of: filename))")
        do {
            let object = try await store.put(key, from: chunks)
            guard object.size > 0 else { throw UploadError.invalid(["file": "must not be empty"]) }
            let asset = try await examine(object, as: candidate)
            try await keep(asset, reserved: announced)
            return asset
        } catch {
            try await store.delete(key)
            throw error
        }
    }

    private func keep(_ asset: Asset, reserved: Int) async throws {
        try await database.transaction { session in
            try await asset.insert(in: session)
            try await StorageUse.release(reserved - asset.size, of: asset.owner, in: session)
        }
    }
}

/// Chunks of which at most so many bytes are believed.
private struct BoundedChunks<Base: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Base.Element == [UInt8] {
    private let base: Base
    private let limit: Int

    init(_ base: Base, limit: Int) {
        self.base = base
        self.limit = limit
    }

    func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator(), room: limit) }

    struct Iterator: AsyncIteratorProtocol {
        fileprivate var base: Base.AsyncIterator
        fileprivate var room: Int

        mutating func next() async throws -> [UInt8]? {
            guard let chunk = try await base.next() else { return nil }
            room -= chunk.count
            guard room >= 0 else { throw UploadError.tooLarge(limit: room + chunk.count) }
            return chunk
        }
    }
}
