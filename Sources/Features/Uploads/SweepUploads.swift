internal import Essentials
internal import ObjectStore
internal import SQL

extension Uploads {
    /// Removes what nobody will come back for: uploads that expired, bytes of assets that were deleted 30 days ago, and
    /// objects that a crash left without an asset more than `grace` ago.
    ///
    /// Safe at any time and in several processes at once. Returns how many things were removed.
    @discardableResult
    package func sweep(grace: Duration = .seconds(3600)) async throws -> Int {
        let now = settings.clock()
        let uploads = try await sweepUploads(expiredBefore: now)
        let assets = try await sweepAssets(deletedBefore: now - .seconds(30 * 86_400))
        let orphans = try await sweepOriginals(storedBefore: now - grace)
        let remains = try await store.sweep(before: now - grace - settings.lifetime)
        return uploads + assets + orphans + remains
    }

    private func sweepUploads(expiredBefore end: Instant) async throws -> Int {
        var removed = 0
        while true {
            let expired = try await Upload.expired(before: end, in: database)
            for upload in expired {
                if upload.completedAt != nil {
                    try await upload.forgetCompleted(in: database)
                } else {
                    try await turns.take(upload.id) { try await remove(upload) }
                    removed += 1
                }
            }
            if expired.isEmpty { return removed }
        }
    }

    private func sweepAssets(deletedBefore end: Instant) async throws -> Int {
        var removed = 0
        while true {
            let deleted = try await Asset.deleted(before: end, in: database)
            for (id, key) in deleted {
                try await store.delete(key)
                try await Asset.forget(id, in: database)
            }
            removed += deleted.count
            if deleted.isEmpty { return removed }
        }
    }

    /// Objects are stored before their assets are written, so only old ones without an asset are orphans.
    private func sweepOriginals(storedBefore end: Instant) async throws -> Int {
        var removed = 0
        var last: ObjectKey?
        while true {
            let page = try await store.list(in: .originals, after: last, limit: 500)
            guard let next = page.last?.key else { return removed }
            removed += try await removeOrphans(among: page.filter { $0.storedAt < end })
            last = next
        }
    }

    private func removeOrphans(among objects: [StoredObject]) async throws -> Int {
        let known = try await Asset.known(objects.map(\.key.path), in: database)
        let orphans = objects.filter { !known.contains($0.key.path) }
        for orphan in orphans { try await store.delete(orphan.key) }
        return orphans.count
    }
}
