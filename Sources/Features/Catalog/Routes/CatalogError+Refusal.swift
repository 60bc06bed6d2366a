package import HTTP

extension CatalogError: Refusable {
    /// What a client is told.
    package var refusal: Refusal {
        switch self {
        case .invalid(let fields):
            .unprocessable(fields: fields)
        case .unknown(let fields):
            Refusal(.notFound, code: "not_found", Self.sentence(fields), fields: fields)
        case .notFound: .notFound("There is no such music here, or it isn't for you.")
        case .notYours: .forbidden("Only the artist's members may change this.")
        case .lastVersion:
            .conflict("A track keeps at least one version. Delete the track instead.", code: "last_version")
        case .handleTaken: .conflict("This handle is taken.", code: "handle_taken")
        case .noArtist: .forbidden("You act for no artist yet.", code: "no_artist")
        }
    }

    private static func sentence(_ fields: [String: String]) -> String {
        fields.sorted { $0.key < $1.key }.map(\.value).joined(separator: " ")
    }
}
