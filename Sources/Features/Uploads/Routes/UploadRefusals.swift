package import HTTP
internal import ObjectStore

extension Uploads {
    /// Runs `work`, and turns what this slice throws into what a client is told.
    func refusing(_ work: () async throws -> Response) async throws -> Response {
        do {
            return try await work()
        } catch let error as UploadError {
            throw Refusal(error)
        } catch let error as MultipartError {
            throw Refusal(error)
        } catch ObjectStoreError.outOfSpace {
            throw Refusal(.outOfSpace)
        }
    }
}

extension Refusal {
    /// What a client is told of an upload's end.
    package init(_ error: UploadError) {
        switch error {
        case .invalid(let fields): self = .unprocessable(fields: fields)
        case .tooLarge(let limit): self = .tooLarge("One file may have at most \(ByteCount(limit)).")
        case .overQuota(let left):
            self = .tooLarge(
                "There is room for \(ByteCount(left)) more; this needs more than that.",
                code: "over_quota"
            )
            fields = ["size": "is more than the \(left) bytes that are left"]
        case .notFound: self = .notFound("There is no such upload.")
        case .expired:
            self = .gone(
                "This upload was not completed in time and was removed. Start it again.",
                code: "expired"
            )
        case .badParts(let problem): self.init(problem)
        case .wrongSize(let announced, let came):
            self = .removed("wrong_size", "\(came) bytes came where \(announced) were announced.")
        case .wrongDigest:
            self = .removed("wrong_sha256", "What came is not what was sent: the SHA-256 differs.")
        case .wrongContent(let sentence): self = .unprocessable(sentence, code: "not_accepted")
        case .outOfSpace:
            self.init(
                507,
                code: "out_of_space",
                "The disk here is full. What was uploaded is kept; try again later."
            )
        case .damagedRecord:
            self.init(.internalError, code: "internal", "A record about this file is damaged.")
        }
    }

    private init(_ problem: UploadError.PartProblem) {
        switch problem {
        case .missing(let number): self = .removed("part_missing", "Part \(number) is missing.")
        case .unexpected(let number): self = .removed("part_unexpected", "Part \(number) was not named.")
        case .named(let number, twice: true):
            self = .removed("part_twice", "The ETag in place \(number) was named before.")
        case .named(let number, twice: false):
            self = .removed("wrong_etag", "Part \(number) is another one than was named.")
        }
    }

    private static func removed(_ code: String, _ sentence: String) -> Refusal {
        .unprocessable("\(sentence) The upload was removed; start it again.", code: code)
    }

    /// What somebody who puts a part is told.
    fileprivate init(_ error: MultipartError) {
        switch error {
        case .badSignature: self = .forbidden("This address was never given away.", code: "bad_signature")
        case .expired: self = .forbidden("This address has expired.", code: "expired")
        case .wrongSize(let number):
            self = .unprocessable("Part \(number) has another size than was announced.", code: "wrong_size")
        case .unknownUpload, .missingPart, .unexpectedPart, .wrongTag:
            self = .notFound("There is no such upload.")
        }
    }
}

/// A number of bytes for people, as in `9.8 GB`.
struct ByteCount: CustomStringConvertible {
    private let bytes: Int

    init(_ bytes: Int) {
        self.bytes = bytes
    }

    var description: String {
        for (unit, size) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000)] where bytes >= size {
            let tenths = bytes / (size / 10)
            return tenths % 10 == 0 || tenths >= 1000
                ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
        }
        return "\(bytes) bytes"
    }
}
