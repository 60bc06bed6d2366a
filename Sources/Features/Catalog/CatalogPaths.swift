package import Essentials
package import HTTP
package import Uploads

/// The addresses of the catalogue's calls, and of the pages that they name.
package enum CatalogPaths {
    package static let tracks = Path("/api/v1/tracks")
    package static let track = Path("/api/v1/tracks/:id", ID<Track>.self)
    package static let trackVersions = Path("/api/v1/tracks/:id/versions", ID<Track>.self)
    package static let version = Path("/api/v1/versions/:id", ID<Version>.self)

    /// The page of an artist, by handle.
    package static let artist = Path("/@:handle", String.self)

    /// The page of a track, by the artist's handle and the track's slug.
    package static let trackPage = Path("/@:handle/:slug", String.self, String.self)

    /// The artwork that belongs to an asset, in one of three sizes.
    package static func artwork(_ asset: ID<Asset>, _ size: ArtworkSize) -> String {
        "/images/artwork_\(asset)_\(size.rawValue).jpg"
    }
}

/// The sizes in which artwork is kept; the full one is stored last, and tells that the others are there.
package enum ArtworkSize: String, CaseIterable, Sendable {
    /// 200 × 200 pixels.
    case thumb

    /// 500 × 500 pixels.
    case half

    /// 1000 × 1000 pixels.
    case full

    /// Pixels of each side.
    package var side: Int {
        switch self {
        case .full: 1000
        case .half: 500
        case .thumb: 200
        }
    }
}
