package import Essentials
internal import ObjectStore
internal import SQL

/// A part that may be put, and where.
package struct PartAddress: Encodable, Sendable {
    /// From 1.
    package let partNumber: Int
    /// Takes exactly `size` bytes by PUT until the upload expires.
    package let url: String
    /// Bytes.
    package let size: Int
}

extension Uploads {
    /// Begins an upload for `owner` and reserves the room for it.
    ///
    /// Throws ``UploadError`` of kind `invalid`, `tooLarge` or `overQuota`, and has then changed nothing.
    package func start(_ plan: UploadPlan, by owner: UserID) async throws -> Upload {
        try plan.check(limit: settings.largestFile, smallestPart: store.smallestPart)
        let assetID = AssetID()
        let key = try ObjectKey(.originals, "\(assetID).\(FileName.safeExtension(of: plan.filename))")
        let multipart = try await store.begin(key)
        let upload = plan.upload(assetID, multipart, owner: owner, now: settings.clock(), settings.lifetime)
        do {
            try await reserve(upload)
        } catch {
            try? await store.abort(multipart)
            throw error
        }
        return upload
    }

    /// The addresses of all parts but those that have `arrived`.
    package func addresses(of upload: Upload, except arrived: Set<Int> = []) async throws -> [PartAddress] {
        var addresses: [PartAddress] = []
        for number in 1...upload.partCount where !arrived.contains(number) {
            let size = upload.length(of: number)
            let url = try await store.presign(
                part: number,
                size: size,
                of: upload.multipart,
                until: upload.expiresAt
            )
            addresses.append(PartAddress(partNumber: number, url: url, size: size))
        }
        return addresses
    }

    private func reserve(_ upload: Upload) async throws {
        try await database.transaction { session in
            try await reserve(upload.size, for: upload.owner, in: session)
            try await upload.insert(in: session)
        }
    }

    /// Reserves `bytes` of the quota; throws ``UploadError/overQuota(left:)``.
    func reserve(_ bytes: Int, for owner: UserID, in session: any Session) async throws {
        let quota = settings.quota
        guard try await StorageUse.reserve(bytes, of: owner, quota: quota, in: session) else {
            let used = try await StorageUse.bytes(of: owner, in: session)
            throw UploadError.overQuota(left: max(0, quota - used))
        }
    }
}

extension UploadPlan {
    fileprivate func upload(
        _ assetID: AssetID,
        _ multipart: Multipart,
        owner: UserID,
        now: Instant,
        _ lifetime: Duration
    ) -> Upload {
        Upload(
            id: ID(),
            owner: owner,
            assetID: assetID,
            multipart: multipart,
            filename: filename,
            size: size,
            partSize: chosenPartSize,
            digest: sha256,
            isPicture: FileName.announcesPicture(filename, mime: mime),
            createdAt: now,
            expiresAt: now + lifetime,
            completedAt: nil
        )
    }
}
