internal import Catalog
internal import Essentials
internal import HTTP
internal import Site

/// Where songs stand for other people's pages.
enum EmbedPaths {
    static let track = Path("/embed/track/:track", ID<Track>.self)

    /// Pixels of the full player's frame; the compact one is 120 high.
    static let height = 250
}

extension Pages {
    var embedRoutes: [Route] {
        [.get(EmbedPaths.track, access: .anyone) { request, id in try await embed(id, request) }]
    }

    private func embed(_ id: ID<Track>, _ request: Request) async throws -> Response {
        let track = try await tracks.track(id, for: request)
        guard let song = Song(track, key: request.query["key"]), let stream = song.version.stream?.url else {
            throw Refusal.notFound("There is nothing to be heard of this yet.")
        }
        let own = try await colour(of: track, in: database)
        let page = EmbedPage(
            song: song,
            colour: Self.accent(request.query["accent"]) ?? own,
            stream: stream,
            isPlayingAtOnce: ["1", "true"].contains(request.query["autoplay"]),
            origin: request.origin
        )
        return shell.embedded(page.page, theme: Self.theme(request.query["theme"]))
    }

    private static func theme(_ name: String?) -> Theme {
        switch name {
        case "dark": .ink
        case "light": .paper
        case "contrast": .contrast
        default: .auto
        }
    }

    /// The colour that `?accent=` names: six hexadecimal digits, with or without `#`, or `hue-chroma-lightness`.
    private static func accent(_ text: String?) -> PageColour? {
        guard let text else { return nil }
        return PageColour(text) ?? PageColour(hexadecimal: text)
    }
}
