package import Crypto
package import Essentials
internal import ObjectStore

/// A file on its way, in parts.
package struct Upload: Sendable, Equatable {
    package let id: ID<Upload>
    /// Who uploads it.
    package let owner: UserID
    /// What the asset will be called once it is complete.
    let assetID: AssetID
    let multipart: Multipart
    let filename: String
    /// Bytes that were announced.
    let size: Int
    /// Bytes of every part but the last.
    let partSize: Int
    /// The SHA-256 that was announced, if any.
    let digest: Digest?
    /// Whether a picture was announced, not sound.
    let isPicture: Bool
    let createdAt: Instant
    /// Until when parts are taken.
    let expiresAt: Instant
    /// When it became an asset; nil before.
    let completedAt: Instant?

    /// How many parts there will be, at least 1.
    var partCount: Int { (size + partSize - 1) / partSize }

    /// The length of part `number`, from 1 to `partCount`.
    func length(of number: Int) -> Int {
        min(partSize, size - (number - 1) * partSize)
    }
}

/// What somebody wants to upload, before it was looked at.
package struct UploadPlan: Decodable, Sendable {
    /// The file's name, shown but never used as a path.
    package var filename: String
    /// Bytes.
    package var size: Int
    package var sha256: Digest?
    package var mime: String?
    /// Bytes of a part, where the client has a wish.
    package var partSize: Int?

    /// A file of `size` bytes.
    package init(
        filename: String,
        size: Int,
        sha256: Digest? = nil,
        mime: String? = nil,
        partSize: Int? = nil
    ) {
        self.filename = filename
        self.size = size
        self.sha256 = sha256
        self.mime = mime
        self.partSize = partSize
    }

    /// Parts that one upload may have, as on S3.
    static let mostParts = 10_000

    /// The length of all parts but the last: what was wished for, or 8 MiB and more for very large files.
    var chosenPartSize: Int {
        if let partSize { return partSize }
        var chosen = 8 << 20
        while (size + chosen - 1) / chosen > 1000 { chosen *= 2 }
        return chosen
    }

    /// Throws what is wrong with the plan, all of it at once.
    func check(limit: Int, smallestPart: Int) throws(UploadError) {
        var problems: [String: String] = [:]
        if let problem = FileName.problem(with: filename) { problems["filename"] = problem }
        if size < 1 { problems["size"] = "must be 1 or more: the file is empty" }
        if let partSize, !(smallestPart...(1 << 30)).contains(partSize) {
            problems["part_size"] = "must be from \(smallestPart) to \(1 << 30)"
        } else if size > 0, size <= limit, (size - 1) / chosenPartSize >= Self.mostParts {
            problems["part_size"] = "would make more than \(Self.mostParts) parts"
        }
        guard problems.isEmpty else { throw .invalid(problems) }
        guard size <= limit else { throw .tooLarge(limit: limit) }
    }
}
