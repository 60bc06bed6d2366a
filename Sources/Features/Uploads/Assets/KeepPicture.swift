package import Essentials
package import ObjectStore
package import SQL

extension Uploads {
    /// Makes an asset of a picture that this program stored itself, such as a cover taken out of a recording.
    ///
    /// Counts towards what `owner` takes up, but is never refused for it. Throws ``ObjectStoreError/corrupt(_:)`` for an
    /// object without a digest.
    package static func keepPicture(
        _ object: StoredObject,
        id: AssetID,
        filename: String,
        mime: String,
        owner: UserID,
        at now: Instant = .now,
        in session: any Session
    ) async throws {
        guard let digest = object.digest else { throw ObjectStoreError.corrupt(object.key) }
        let asset = Asset(
            id: id,
            owner: owner,
            key: object.key,
            size: object.size,
            mime: mime,
            digest: digest,
            filename: filename,
            probe: nil,
            createdAt: now
        )
        try await asset.insert(in: session)
        _ = try await StorageUse.reserve(object.size, of: owner, quota: .max, in: session)
    }
}
