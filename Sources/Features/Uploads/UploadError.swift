/// Why an upload goes no further.
package enum UploadError: Error, Equatable {
    /// Fields of the request that can't be accepted, each with what is wrong with it.
    case invalid([String: String])
    /// The file is larger than the `limit` of one file.
    case tooLarge(limit: Int)
    /// The owner has room for `left` more bytes only.
    case overQuota(left: Int)
    /// There is no such upload, or it is somebody else's.
    case notFound
    /// It was not completed in time, and is gone.
    case expired
    /// The parts are not those that were announced.
    case badParts(PartProblem)
    /// Other bytes came than were announced: their number or their SHA-256.
    case wrongSize(announced: Int, came: Int)
    case wrongDigest
    /// The content is no sound, or no picture where one was announced; with the reason as a sentence.
    case wrongContent(String)

    /// What is wrong with the parts, by their numbers from 1.
    package enum PartProblem: Equatable, Sendable {
        case missing(Int)
        case unexpected(Int)
        case named(Int, twice: Bool)
    }

    /// Whether the upload itself is at fault, and is removed with everything that came of it.
    var endsUpload: Bool {
        switch self {
        case .expired, .badParts, .wrongSize, .wrongDigest, .wrongContent, .tooLarge: true
        case .invalid, .overQuota, .notFound: false
        }
    }
}
