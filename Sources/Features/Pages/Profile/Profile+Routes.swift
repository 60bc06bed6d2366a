internal import Accounts
internal import Catalog
internal import Essentials
internal import HTTP
internal import Markdown
internal import Site

extension Pages {
    var profileRoutes: [Route] {
        [
            .get(CatalogPaths.artist, access: .anyone) { request, handle in
                try await profile(handle, request)
            }
        ]
    }

    private func profile(_ handle: String, _ request: Request) async throws -> Response {
        switch try await Artist.find(handle: Handle.folded(handle), in: database) {
        case .missing: throw Refusal.notFound()
        case .moved(let path): return .redirect(to: path, .permanentRedirect)
        case .found(let artist):
            if artist.handle != handle {
                return .redirect(to: CatalogPaths.artist(artist.handle), .permanentRedirect)
            }
            return try await show(artist, request)
        }
    }

    private func show(_ artist: Artist, _ request: Request) async throws -> Response {
        let cursor = try request.query.page().cursor
        let cards = try await TrackCard.recent(
            TrackFilter(artist: artist.id),
            for: request.viewer,
            after: cursor,
            limit: 24,
            in: database
        )
        let tracks = cards.elements.map { TrackAnswer($0) }
        let person = try await accounts.user(handle: artist.handle)
        if person?.isBanned == true { throw Refusal.notFound() }
        let first = cursor == nil ? cards.elements.first(where: \.isOut) : nil
        let spotlight = try await first.asyncMap { try await self.tracks.track($0.track.id, for: request) }
        let bio = artist.bioMD.isEmpty ? person?.bio ?? "" : artist.bioMD
        let page = ProfilePage(
            name: person?.displayName ?? artist.name,
            handle: artist.handle,
            bioHTML: Markdown.html(from: bio),
            tracks: tracks,
            spotlight: spotlight,
            numbers: try await ArtistNumbers.count(artist.id, for: request.viewer, in: database),
            next: cards.next,
            isLater: cursor != nil,
            colour: try await colour(of: tracks.first),
            isOwn: person != nil && person?.id == request.viewer.userID
        )
        return shell.response(page.page, to: request)
    }
}
