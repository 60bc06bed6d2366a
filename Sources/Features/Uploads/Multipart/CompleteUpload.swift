internal import Crypto
package import Essentials
internal import ObjectStore
internal import SQL

extension Uploads {
    /// Makes an asset of the parts, of which these are the tags from the first to the last.
    ///
    /// Asked again after success it gives the same asset. Where the upload itself is at fault, it is removed with all
    /// that came; where the disk or the database failed, everything stays and the call may be repeated.
    package func complete(_ id: ID<Upload>, tags: [String], by owner: UserID) async throws -> Asset {
        try await turns.take(id) {
            let upload = try await find(id, by: owner)
            if upload.completedAt != nil { return try await completed(upload) }
            do {
                return try await finish(upload, tags)
            } catch let error as UploadError where error.endsUpload {
                try await remove(upload)
                throw error
            }
        }
    }

    /// The upload under way or completed; throws ``UploadError/notFound``.
    package func find(_ id: ID<Upload>, by owner: UserID) async throws -> Upload {
        guard let upload = try await Upload.find(id, ownedBy: owner, in: database) else {
            throw UploadError.notFound
        }
        return upload
    }

    /// Gives up an upload, with its parts and the room it reserved; a completed one stays.
    package func abandon(_ id: ID<Upload>, by owner: UserID) async throws {
        let upload = try await find(id, by: owner)
        guard upload.completedAt == nil else { throw UploadError.notFound }
        try await turns.take(id) { try await remove(upload) }
    }

    /// Removes an unfinished upload: first from the books, then its bytes.
    func remove(_ upload: Upload) async throws {
        let wasThere = try await database.transaction { session in
            guard try await upload.removeUnfinished(in: session) else { return false }
            try await StorageUse.release(upload.size, of: upload.owner, in: session)
            return true
        }
        guard wasThere else { return }
        try await store.abort(upload.multipart)
        try await store.delete(upload.multipart.key)
    }

    private func completed(_ upload: Upload) async throws -> Asset {
        guard let asset = try await Asset.find(upload.assetID, ownedBy: upload.owner, in: database) else {
            throw UploadError.notFound
        }
        return asset
    }

    private func finish(_ upload: Upload, _ tags: [String]) async throws -> Asset {
        guard settings.clock() < upload.expiresAt else { throw UploadError.expired }
        let object = try await join(upload, tags)
        guard object.size == upload.size else {
            throw UploadError.wrongSize(announced: upload.size, came: object.size)
        }
        if let announced = upload.digest, announced != object.digest { throw UploadError.wrongDigest }
        let asset = try await examine(object, as: upload.candidate)
        let isNew = try await database.transaction { session in
            guard try await upload.markCompleted(at: asset.createdAt, in: session) else { return false }
            try await asset.insert(in: session)
            return true
        }
        return isNew ? asset : try await completed(upload)
    }

    /// The whole object; where a crash or a failure came between its making and its asset, it is there already.
    private func join(_ upload: Upload, _ tags: [String]) async throws -> StoredObject {
        if let object = try await store.settle(upload.multipart.key) { return object }
        guard tags.count >= upload.partCount else {
            throw UploadError.badParts(.missing(tags.count + 1))
        }
        do {
            return try await store.complete(upload.multipart, tags: tags)
        } catch let error as MultipartError {
            throw UploadError(error, tags: tags)
        }
    }
}

extension Upload {
    /// What the upload is about to become.
    fileprivate var candidate: Candidate {
        Candidate(id: assetID, owner: owner, filename: filename, isPicture: isPicture)
    }
}

extension UploadError {
    /// What a store says of the parts, for somebody who named these tags.
    fileprivate init(_ error: MultipartError, tags: [String]) {
        switch error {
        case .missingPart(let number) where number > 1 && tags[..<(number - 1)].contains(tags[number - 1]):
            self = .badParts(.named(number, twice: true))
        case .missingPart(let number): self = .badParts(.missing(number))
        case .unexpectedPart(let number): self = .badParts(.unexpected(number))
        case .wrongTag(let number), .wrongSize(let number):
            let isTwice = tags[..<(number - 1)].contains(tags[number - 1])
            self = .badParts(.named(number, twice: isTwice))
        case .expired: self = .expired
        case .unknownUpload, .badSignature, .busy: self = .notFound
        }
    }
}
