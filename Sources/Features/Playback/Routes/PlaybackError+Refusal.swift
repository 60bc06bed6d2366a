package import HTTP

extension PlaybackError: Refusable {
    /// What a client is told.
    package var refusal: Refusal {
        switch self {
        case .notFound: .notFound("There is no such music here, or it isn't for you.")
        case .notPlayable: .notFound("There is nothing to be heard of this yet.", code: "not_playable")
        }
    }
}
