package import Essentials
package import Jobs
package import Uploads

/// What the slice that works on uploads is asked to do with a picture.
package struct ArtworkRequest: Codable, Hashable, Sendable {
    /// The picture to bring into the sizes that pages show.
    package let assetID: ID<Asset>

    /// Work on this picture.
    package init(assetID: ID<Asset>) {
        self.assetID = assetID
    }
}

extension JobKind<ArtworkRequest> {
    /// Queued in the transaction that gives a track the picture.
    package static let artwork = JobKind("artwork", priority: .urgent)
}
