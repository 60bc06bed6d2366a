internal import Accounts
internal import Catalog
internal import Essentials
internal import HTTP
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
        let filter = TrackFilter(tag: tag)
        let cards = try await TrackCard.recent(
            filter,
            for: request.viewer,
            after: cursor,
            limit: 20,
            in: database
        )
        let isFront = tag == nil && cursor == nil
        let first = isFront ? cards.elements.first { $0.isOut } : nil
        let latest = try await first.asyncMap { try await tracks.track($0.track.id, for: request) }
        let page = HomePage(
            latest: latest,
            recent: cards.elements.filter { $0.track.id != latest?.id }.map { TrackAnswer($0) },
            next: cards.next,
            isLater: cursor != nil,
            tag: tag,
            tags: latest == nil ? [] : try await Tag.popular(in: database),
            colour: try await colour(of: latest),
            isMember: request.viewer.isMember,
            isUnclaimed: cards.elements.isEmpty ? try await accounts.isUnclaimed() : false,
            filling: isFront ? try await filling(for: request.viewer, songs: cards.elements.count) : nil
        )
        return shell.response(page.page(request), to: request)
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
