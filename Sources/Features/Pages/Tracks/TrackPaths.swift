internal import Catalog
internal import Essentials
internal import HTTP

/// The addresses of the forms by which a track's people change it.
enum TrackPaths {
    static let edit = Path("/tracks/:track/edit", ID<Track>.self)
    static let artwork = Path("/tracks/:track/artwork", ID<Track>.self)
    static let delete = Path("/tracks/:track/delete", ID<Track>.self)
    static let makePrimary = Path(
        "/tracks/:track/versions/:version/primary",
        ID<Track>.self,
        ID<Version>.self
    )
    static let deleteVersion = Path(
        "/tracks/:track/versions/:version/delete",
        ID<Track>.self,
        ID<Version>.self
    )
    static let retry = Path("/versions/:version/retry", ID<Version>.self)
}
