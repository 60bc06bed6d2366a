internal import Accounts
internal import Catalog
internal import Essentials
internal import HTTP
internal import Markdown
internal import SQL
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
        let person = try await accounts.user(handle: artist.handle)
        if person?.isBanned == true { throw Refusal.notFound() }
        let found = try await database.snapshot { session in
            try await read(artist, request, cursor, in: session)
        }
        let bio = artist.bioMD.isEmpty ? person?.bio ?? "" : artist.bioMD
        let page = ProfilePage(
            name: person?.displayName ?? artist.name,
            handle: artist.handle,
            bioHTML: Markdown.html(from: bio),
            tracks: found.cards.elements.map { TrackAnswer($0) },
            spotlight: found.spotlight,
            numbers: found.numbers,
            next: found.cards.next,
            isLater: cursor != nil,
            colour: found.colour,
            isOwn: person != nil && person?.id == request.viewer.userID
        )
        return shell.response(page.page, to: request)
    }

    private typealias Found = (
        cards: Page<TrackCard>, spotlight: TrackAnswer?, numbers: ArtistNumbers, colour: PageColour
    )

    /// The artist's songs, and on the first page the latest that is out, read in one go.
    private func read(
        _ artist: Artist,
        _ request: Request,
        _ cursor: Cursor?,
        in session: any Session
    ) async throws -> Found {
        let viewer = request.viewer
        let filter = TrackFilter(artist: artist.id)
        let cards = try await TrackCard.recent(filter, for: viewer, after: cursor, limit: 24, in: session)
        let first = cursor == nil ? cards.elements.first(where: \.isOut) : nil
        return (
            cards,
            try await first.asyncMap { try await tracks.track($0.track.id, for: request, in: session) },
            try await ArtistNumbers.count(artist.id, for: viewer, in: session),
            try await colour(of: cards.elements.first.map { TrackAnswer($0) }, in: session)
        )
    }
}
