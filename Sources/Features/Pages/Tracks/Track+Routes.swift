internal import Catalog
internal import Essentials
internal import Events
internal import HTML
internal import HTTP
internal import Insights
internal import Playback
internal import SQL
internal import Site

extension Pages {
    var trackRoutes: [Route] {
        [
            .get(CatalogPaths.trackPage, access: .anyone) { request, handle, slug in
                try await trackPage(handle, slug, request)
            }
        ]
    }

    private func trackPage(_ handle: String, _ slug: String, _ request: Request) async throws -> Response {
        let key = request.query["key"]
        let found = try await Track.find(
            handle: handle,
            slug: slug,
            for: request.viewer,
            key: key,
            in: database
        )
        switch found {
        case .missing: throw Refusal.notFound()
        case .moved(let path):
            let query = request.query.text
            return .redirect(to: query.isEmpty ? path : "\(path)?\(query)", .permanentRedirect)
        case .found(let track): return try await show(track, key: key, request)
        }
    }

    private func show(_ track: Track, key: String?, _ request: Request) async throws -> Response {
        // Before anything that events tell of is read: what happens meanwhile is told twice rather than not at all.
        let since = try await Outbox.end(in: database)
        let shown = try await database.snapshot { session in
            try await read(track, key: key, request, in: session)
        }
        let answer = shown.track
        let version = try shownVersion(of: answer, request.query)
        let page = TrackPage(
            track: answer,
            version: version,
            comments: try await version.asyncMap { try await thread(of: answer, $0, key: key, request) }
                ?? nil,
            others: shown.others.filter { $0.track.id != track.id }.prefix(4).map { TrackAnswer($0) },
            related: shown.related.map { TrackAnswer($0) },
            key: key,
            colour: shown.colour,
            plays: track.mayEdit ? try await playChart(of: track.id) : nil,
            origin: request.origin,
            soundFiles: version.map { soundFiles(of: $0, track, key: key) } ?? [],
            since: since
        )
        return shell.response(page.page(request), to: request)
    }

    private typealias Shown = (
        track: TrackAnswer, others: [TrackCard], related: [TrackCard], colour: PageColour
    )

    /// What the page shows of the track and beside it, read in one go.
    private func read(
        _ track: Track,
        key: String?,
        _ request: Request,
        in session: any Session
    ) async throws -> Shown {
        let viewer = request.viewer
        let answer = try await tracks.answer(TrackDetails(track, in: session), key: key, in: session)
        let filter = TrackFilter(artist: track.artist.id)
        return (
            answer,
            try await TrackCard.recent(filter, for: viewer, limit: 5, in: session).elements,
            try await TrackCard.related(to: track, tags: answer.tags, for: viewer, in: session),
            try await colour(of: answer, in: session)
        )
    }

    /// The version that `?v=` names by its number, else the primary one.
    private func shownVersion(of track: TrackAnswer, _ query: Query) throws -> VersionAnswer? {
        guard let number: Int = try query.value("v") else {
            return track.primaryVersion ?? track.versions?.last { $0.playable }
        }
        guard let version = track.versions?.first(where: { $0.number == number }) else {
            throw Refusal.notFound()
        }
        return version
    }

    private func soundFiles(of version: VersionAnswer, _ track: Track, key: String?) -> [SoundFile] {
        guard version.status == .ready, version.stream != nil else { return [] }
        return playback.soundFiles(
            of: version.id,
            durationMS: version.durationMs,
            made: version.transcodes,
            keyQuery: track.keyQuery(key)
        )
    }

    private func playChart(of track: ID<Track>) async throws -> PlayChart {
        let today = Day(of: .now)
        let days = Day(number: today.number - 29)...today
        return PlayChart(stats: try await TrackStats.read(track, days, in: database))
    }

    /// The colour of a track's artwork.
    func colour(of track: TrackAnswer?, in session: any Session) async throws -> PageColour {
        guard let asset = track?.artworkAssetId else { return .house }
        return try await colours(asset, session) ?? .house
    }
}
