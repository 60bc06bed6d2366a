internal import Crypto
internal import Essentials
internal import ObjectStore

struct UploadStartAnswer: Encodable {
    let uploadId: ID<Upload>
    let partSize: Int
    let presignedParts: [PartAddress]
    let expiresAt: Instant
}

struct UploadAnswer: Encodable {
    let uploadId: ID<Upload>
    let partSize: Int
    let parts: [PartAnswer]
    let presignedParts: [PartAddress]
    let expiresAt: Instant
}

struct PartAnswer: Encodable {
    let partNumber: Int
    /// With its quotes, as in the header of the answer to PUT.
    let etag: String
    let size: Int

    init(_ part: StoredPart) {
        partNumber = part.number
        etag = "\"\(part.tag)\""
        size = part.size
    }
}

struct CompletionBody: Decodable {
    let uploadId: ID<Upload>
    let etags: [String]
}

/// An asset as the API shows it to whoever uploaded it.
package struct AssetAnswer: Encodable, Sendable {
    let assetId: AssetID
    let sizeBytes: Int
    let sha256: Digest
    let mime: String
    let probe: ProbeAnswer?

    /// The answer about `asset`.
    package init(_ asset: Asset) {
        assetId = asset.id
        sizeBytes = asset.size
        sha256 = asset.digest
        mime = asset.mime
        probe = asset.probe
    }
}
