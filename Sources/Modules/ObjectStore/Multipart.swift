package import Essentials

/// An object on its way, in parts that are put separately, in any order and more than once.
package struct Multipart: Hashable, Sendable {
    /// Where the object will stand.
    package let key: ObjectKey
    /// The store's name for this upload.
    package let id: String

    /// The upload that `begin` named `id`, for `key`.
    package init(key: ObjectKey, id: String) {
        self.key = key
        self.id = id
    }
}

/// A part that has arrived whole.
package struct StoredPart: Hashable, Sendable {
    /// Its place, from 1.
    package var number: Int
    /// Its length in bytes.
    package var size: Int
    /// Names its content, without quotes; opaque.
    package var tag: String
}

/// A request to put a part, as its presigned address says.
package struct PartRequest: Sendable {
    /// The store's name for the upload.
    package var upload: String
    /// The part's place, from 1.
    package var number: Int
    /// The exact length in bytes.
    package var size: Int
    /// Until when the address holds, in seconds since the Unix epoch.
    package var expires: Int64
    /// What proves that the store gave this address away.
    package var signature: String

    /// What the path and query of an address say.
    package init(upload: String, number: Int, size: Int, expires: Int64, signature: String) {
        self.upload = upload
        self.number = number
        self.size = size
        self.expires = expires
        self.signature = signature
    }
}

/// A store whose presigned addresses lead to this program, which then hands it the parts.
package protocol PartReceiver: ObjectStore {
    /// Writes a part through to the medium, in place of an earlier one with its number.
    ///
    /// `length` is what is known of the body's before it is read. Throws ``MultipartError`` before reading anything
    /// where the address doesn't hold or another length is announced, and as soon as a byte too many comes.
    func receive<Chunks>(
        _ request: PartRequest,
        at now: Instant,
        length: Int?,
        from body: Chunks
    ) async throws -> StoredPart
    where Chunks: AsyncSequence & Sendable, Chunks.Element == [UInt8]
}

/// Why a part or the whole was refused.
package enum MultipartError: Error, Hashable {
    /// There is no such upload, or it has ended.
    case unknownUpload
    /// The address was changed, or never was ours.
    case badSignature
    /// The address held once.
    case expired
    /// The part has another length than its address says.
    case wrongSize(part: Int)
    /// The part is on its way already, more than once.
    case busy(part: Int)
    /// No such part has arrived.
    case missingPart(Int)
    /// More parts have arrived than were named, or one was named twice.
    case unexpectedPart(Int)
    /// The part that arrived isn't the one that was named.
    case wrongTag(part: Int)
}
