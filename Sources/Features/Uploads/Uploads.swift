package import Crypto
package import Essentials
package import ObjectStore
package import SQL

/// Bytes that come in: whole files in parts, checked, counted against a quota, and kept as assets.
///
/// A request goes Upload+Routes → StartUpload or CompleteUpload → ObjectStore → Asset+SQL. Rows and bytes change in
/// such an order that a crash at any point leaves either the asset or something that `sweep` takes away.
package struct Uploads: Sendable {
    let database: any Database
    let store: any ObjectStore
    let settings: UploadSettings
    let probe: Probe
    let turns = Turns<ID<Upload>>()

    /// Uploads into `store`; `probe` looks into what is said to be sound.
    package init(
        database: any Database,
        store: any ObjectStore,
        settings: UploadSettings,
        probe: @escaping Probe
    ) {
        self.database = database
        self.store = store
        self.settings = settings
        self.probe = probe
    }

    /// The tables of this slice.
    package static let migrations: [Migration] = [.uploads]

    /// The asset that `owner` uploaded, or nil where there is none, it was deleted or it is somebody else's.
    package static func asset(
        _ id: AssetID,
        ownedBy owner: UserID,
        in session: any Session
    ) async throws -> Asset? {
        try await Asset.find(id, ownedBy: owner, in: session)
    }

    /// The assets of `owner` with these very bytes, oldest first.
    package static func assets(
        of digest: Digest,
        ownedBy owner: UserID,
        in session: any Session
    ) async throws -> [AssetID] {
        try await session.values(
            """
            SELECT id FROM assets WHERE owner_user_id = \(owner) AND sha256 = \(digest)
            AND deleted_at IS NULL ORDER BY created_at
            """
        )
    }

    /// The asset whoever uploaded it, or nil; for work on behalf of the instance.
    package static func asset(_ id: AssetID, in session: any Session) async throws -> Asset? {
        try await Asset.find(id, in: session)
    }

    /// Those of `ids` that there is a row of: assets, and deleted ones whose bytes are still kept.
    package static func existing(_ ids: [AssetID], in session: any Session) async throws -> Set<AssetID> {
        guard !ids.isEmpty else { return [] }
        return Set(try await session.values("SELECT id FROM assets WHERE id IN (\(list: ids))"))
    }

    /// Deletes an asset as of `now`: it is found no more, and its owner has the room back.
    ///
    /// Its bytes go 30 days later. Whether the caller may do so is the caller's care.
    package static func delete(_ id: AssetID, at now: Instant, in session: any Session) async throws {
        try await Asset.tombstone(id, at: now, in: session)
    }
}

/// What an operator decides about uploads.
package struct UploadSettings: Sendable {
    /// Bytes that one person may keep.
    package var quota: Int
    /// Bytes of the largest file that is taken.
    package var largestFile: Int
    /// How long parts are taken after an upload began.
    package var lifetime: Duration
    /// The time, so that tests can let it pass.
    package var clock: @Sendable () -> Instant

    /// A day for each upload, unless told otherwise.
    package init(
        quota: Int,
        largestFile: Int,
        lifetime: Duration = .seconds(86_400),
        clock: @escaping @Sendable () -> Instant = { .now }
    ) {
        self.quota = quota
        self.largestFile = largestFile
        self.lifetime = lifetime
        self.clock = clock
    }
}
