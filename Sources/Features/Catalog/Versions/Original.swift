internal import Essentials
internal import SQL
internal import Uploads

/// The upload that a version is made from, and what its probe said.
struct Original: Sendable {
    let assetID: ID<Asset>
    let durationMS: Int64
    let sampleRate: Int
    let channels: Int

    /// The sound that `user` uploaded as `asset`.
    ///
    /// - Throws: ``CatalogError/unknown(_:)`` where there is none, or it is another's.
    static func find(
        _ asset: ID<Asset>,
        of user: UserID,
        in session: any Session
    ) async throws -> Original {
        try await hold(asset, in: session)
        guard let asset = try await Uploads.asset(asset, ownedBy: user, in: session), let probe = asset.probe
        else { throw CatalogError.unknown(["original_asset_id": "That is no sound that you uploaded."]) }
        return Original(
            assetID: asset.id,
            durationMS: Int64(probe.durationMs),
            sampleRate: probe.sampleRate,
            channels: probe.channels
        )
    }

    /// Keeps an upload from being swept until the transaction ends.
    static func hold(_ asset: ID<Asset>, in session: any Session) async throws(SQLError) {
        try await session.run("SELECT id FROM assets WHERE id = \(asset) \(session.dialect.forUpdate)")
    }
}
