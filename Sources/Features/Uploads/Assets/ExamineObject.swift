internal import Crypto
internal import Essentials
internal import ObjectStore

/// A stored object that may become an asset.
struct Candidate {
    let id: AssetID
    let owner: UserID
    let filename: String
    /// Whether a picture was announced, not sound.
    let isPicture: Bool
}

extension Uploads {
    /// Pictures larger than this are no artwork.
    private static let largestPicture = 20 << 20

    /// The asset that `object` makes; throws ``UploadError/wrongContent(_:)`` where it isn't what was announced.
    func examine(_ object: StoredObject, as candidate: Candidate) async throws -> Asset {
        let type = try await contentType(of: object, isPicture: candidate.isPicture)
        let answer = type.isPicture ? nil : try await sound(in: object)
        let digest = try await digest(of: object)
        return Asset(
            id: candidate.id,
            owner: candidate.owner,
            key: object.key,
            size: object.size,
            mime: type.mime,
            digest: digest,
            filename: candidate.filename,
            probe: answer,
            createdAt: settings.clock()
        )
    }

    private func contentType(of object: StoredObject, isPicture: Bool) async throws -> ContentType {
        let end = min(object.size, ContentType.prefixLength)
        let start = try await store.read(object.key, range: 0..<end, isVerified: false).collect()
        guard let type = ContentType(start: start), type.isPicture == isPicture else {
            throw UploadError.wrongContent(
                isPicture
                    ? "This is no picture that can be shown here. JPEG, PNG and WebP can."
                    : "This is no music that can be played here. WAV, AIFF, FLAC, WavPack, MP3, M4A, Ogg and Opus can."
            )
        }
        guard !isPicture || object.size <= Self.largestPicture else {
            throw UploadError.tooLarge(limit: Self.largestPicture)
        }
        return type
    }

    private func sound(in object: StoredObject) async throws -> ProbeAnswer {
        do {
            return try await store.withLocalFile(of: object.key, isVerified: false, probe)
        } catch let error as NotAudio {
            throw UploadError.wrongContent(error.sentence)
        }
    }

    /// The object's digest, read again only where the store has lost it.
    private func digest(of object: StoredObject) async throws -> Digest {
        if let digest = object.digest { return digest }
        var hash = SHA256()
        for try await chunk in try await store.read(object.key) { hash.update(chunk) }
        return hash.finish()
    }
}
