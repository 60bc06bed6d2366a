package import Accounts
package import Admin
package import Catalog
package import Demo
package import Essentials
package import HTTP
package import Playback
package import SQL
package import Site
package import Social
package import Uploads

/// What people look at: every page that needs more than one slice, each put together from plain values.
///
/// A page is markup from a value (`XPage.swift`); its routes gather the value (`X+Routes.swift`). Forms post to
/// addresses of this slice and lead back with 303; scripts call the API instead.
package struct Pages: Sendable {
    let shell: Shell
    let database: any Database
    let accounts: Accounts
    let uploads: Uploads
    let catalog: Catalog
    let playback: Playback
    let tracks: TrackJSON
    let social: Social
    let demo: Demo
    let admin: Admin
    let colours: ArtworkColours

    /// Pages in the frame of `shell`, of what these slices know.
    package init(
        shell: Shell,
        database: any Database,
        accounts: Accounts,
        uploads: Uploads,
        catalog: Catalog,
        playback: Playback,
        tracks: TrackJSON,
        social: Social,
        demo: Demo,
        admin: Admin,
        colours: @escaping ArtworkColours
    ) {
        self.shell = shell
        self.database = database
        self.accounts = accounts
        self.uploads = uploads
        self.catalog = catalog
        self.playback = playback
        self.tracks = tracks
        self.social = social
        self.demo = demo
        self.admin = admin
        self.colours = colours
    }

    /// What this slice answers.
    package var routes: [Route] {
        homeRoutes + fillingRoutes + doorRoutes + settingsRoutes + trackRoutes + editTrackRoutes
            + commentRoutes
            + profileRoutes
            + embedRoutes + uploadRoutes + adminRoutes + keptRoutes
    }

    /// `/api`, the page that tells of those of `routes` that describe themselves.
    package func description(of routes: [Route]) -> Route {
        let page = APIPage(routes).page
        return .get(Path("/api"), access: .anyone) { request in shell.response(page, to: request) }
    }
}

/// The colour that pages take from a picture; nil where it has none of its own.
package typealias ArtworkColours =
    @Sendable (_ picture: ID<Asset>, any Session) async throws -> PageColour?
