internal import Essentials
package import HTTP
package import ObjectStore

extension UploadError: Refusable {
    /// What a client is told of an upload's end.
    package var refusal: Refusal {
        switch self {
        case .invalid(let fields): .unprocessable(fields: fields)
        case .tooLarge(let limit): .tooLarge("One file may have at most \(ByteCount(limit)).")
        case .overQuota(let left):
            .tooLarge(
                "There is room for \(ByteCount(left)) more; this needs more than that.",
                code: "over_quota",
                fields: ["size": "is more than the \(left) bytes that are left"]
            )
        case .notFound: .notFound("There is no such upload.")
        case .expired:
            .gone("This upload was not completed in time and was removed. Start it again.", code: "expired")
        case .badParts(let problem): problem.refusal
        case .wrongSize(let announced, let came):
            .removed("wrong_size", "\(came) bytes came where \(announced) were announced.")
        case .wrongDigest: .removed("wrong_sha256", "What came is not what was sent: the SHA-256 differs.")
        case .wrongContent(let sentence): .unprocessable(sentence, code: "not_accepted")
        }
    }
}

extension UploadError.PartProblem {
    fileprivate var refusal: Refusal {
        switch self {
        case .missing(let number): .removed("part_missing", "Part \(number) is missing.")
        case .unexpected(let number): .removed("part_unexpected", "Part \(number) was not named.")
        case .named(let number, twice: true):
            .removed("part_twice", "The ETag in place \(number) was named before.")
        case .named(let number, twice: false):
            .removed("wrong_etag", "Part \(number) is another one than was named.")
        }
    }
}

extension Refusal {
    fileprivate static func removed(_ code: String, _ sentence: String) -> Refusal {
        .unprocessable("\(sentence) The upload was removed; start it again.", code: code)
    }
}

extension MultipartError: Refusable {
    /// What somebody who puts a part is told.
    package var refusal: Refusal {
        switch self {
        case .badSignature: .forbidden("This address was never given away.", code: "bad_signature")
        case .expired: .forbidden("This address has expired.", code: "expired")
        case .wrongSize(let number):
            .unprocessable("Part \(number) has another size than was announced.", code: "wrong_size")
        case .busy: .tooManyRequests(retryAfter: .seconds(10))
        case .unknownUpload, .missingPart, .unexpectedPart, .wrongTag: .notFound("There is no such upload.")
        }
    }
}
