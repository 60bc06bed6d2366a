package import HTTP

/// Why something about comments is not done.
package enum SocialError: Error, Hashable, Sendable {
    /// Fields of the input that can't be accepted, each with what is wrong with it.
    case invalid([String: String])

    /// There is no such comment to answer, or none that the viewer may read.
    case noSuchParent

    /// There is no such track or version, or none that the viewer may know of.
    case noSuchTrack

    /// There is no such comment, or none that the viewer may read.
    case noSuchComment

    /// The viewer may read the comment, but not change it so.
    case notYours

    /// Nobody is signed in.
    case anonymous
}

extension SocialError: Refusable {
    /// What a client is told.
    package var refusal: Refusal {
        switch self {
        case .invalid(let fields): .unprocessable(fields: fields)
        case .noSuchTrack: .notFound("There is no such track, or no such version of it.")
        case .noSuchParent:
            Refusal(
                .notFound,
                code: "not_found",
                "That comment is not there any more.",
                fields: ["parent_id": "That comment is not there any more."]
            )
        case .noSuchComment: .notFound("There is no such comment.")
        case .notYours: .forbidden("Only its author and the people of the track may change a comment.")
        case .anonymous: .unauthorized()
        }
    }
}
