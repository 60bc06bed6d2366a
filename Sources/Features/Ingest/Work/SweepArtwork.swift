internal import Catalog
internal import Essentials
package import Jobs
internal import ObjectStore
internal import SQL
internal import Uploads

extension JobKind<NoArguments> {
    /// Runs once a day.
    package static let sweepArtwork = JobKind("artwork_sweep", priority: .low)
}

extension Ingest {
    /// When the sweep is due.
    package static let schedules = [
        JobSchedule(.sweepArtwork, every: .seconds(86_400), offset: .seconds(4 * 3600)) { NoArguments() }
    ]

    /// Removes pictures whose asset is gone, or that a crash left without one more than `grace` ago; how many.
    @discardableResult
    func sweepArtwork(grace: Duration = .seconds(3600)) async throws -> Int {
        var removed = 0
        var last: ObjectKey?
        while true {
            let page = try await store.list(in: .images, after: last, limit: 500)
            guard let next = page.last?.key else { return removed }
            removed += try await removeOrphans(among: page.filter { $0.storedAt < .now - grace })
            last = next
        }
    }

    private func removeOrphans(among pictures: [StoredObject]) async throws -> Int {
        let owners = pictures.map { (key: $0.key, asset: ArtworkKeys.asset(of: $0.key)) }
        let known = try await Uploads.existing(owners.compactMap(\.asset), in: database)
        let orphans = owners.filter { owner in owner.asset.map { !known.contains($0) } ?? false }
        for orphan in orphans { try await store.delete(orphan.key) }
        return orphans.count
    }
}
