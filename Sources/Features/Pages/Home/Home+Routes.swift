internal import Accounts
internal import Catalog
internal import Essentials
internal import HTTP
internal import SQL
internal import Site

/// The addresses of the front page and of its list.
enum HomePaths {
    static let home = Path("/")
    static let tag = Path("/tags/:tag", String.self)

    /// The list, of all or of one tag, from a place on.
    static func list(tag name: String?, after cursor: Cursor) -> String {
        "\(name.map { tag($0) } ?? home())?cursor=\(cursor)"
    }
}

extension Pages {
    var homeRoutes: [Route] {
        [
            .get(HomePaths.home, access: .anyone) { request in try await home(request, tag: nil) },
            .get(HomePaths.tag, access: .anyone) { request, tag in try await home(request, tag: tag) },
        ]
    }

    private func home(_ request: Request, tag: String?) async throws -> Response {
        let cursor = try request.query.page().cursor
        let found = try await database.snapshot { session in
            try await read(request, tag: tag, cursor, in: session)
        }
        let cards = found.cards
        let page = HomePage(
            latest: found.latest,
            recent: cards.elements.filter { $0.track.id != found.latest?.id }.map { TrackAnswer($0) },
            next: cards.next,
            isLater: cursor != nil,
            tag: tag,
            tags: found.tags,
            colour: found.colour,
            isMember: request.viewer.isMember,
            isUnclaimed: cards.elements.isEmpty ? try await accounts.isUnclaimed() : false,
            filling: tag == nil && cursor == nil
                ? try await filling(for: request.viewer, songs: cards.elements.count) : nil
        )
        return shell.response(page.page(request), to: request)
    }

    private typealias Found = (
        cards: Page<TrackCard>, latest: TrackAnswer?, tags: [String], colour: PageColour
    )

    /// The list, and on the front page the latest song that is out, read in one go.
    private func read(
        _ request: Request,
        tag: String?,
        _ cursor: Cursor?,
        in session: any Session
    ) async throws -> Found {
        let filter = TrackFilter(tag: tag)
        let cards = try await TrackCard.recent(filter, for: request.viewer, after: cursor, in: session)
        guard tag == nil, cursor == nil, let first = cards.elements.first(where: \.isOut) else {
            return (cards, nil, [], .house)
        }
        let latest = try await tracks.track(first.track.id, for: request, in: session)
        let tags = try await Tag.popular(in: session)
        return (cards, latest, tags, try await colour(of: latest, in: session))
    }
}

extension TrackCard {
    /// Whether it can stand at the front: released, for everybody, with sound.
    var isOut: Bool {
        track.visibility == .public && version?.isPlayable == true && track.publishedAt <= .now
    }
}

extension Optional {
    /// What `transform` makes of the value where there is one.
    func asyncMap<Result>(_ transform: (Wrapped) async throws -> Result) async rethrows -> Result? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
