internal import Accounts
internal import Admin
internal import Catalog
internal import Demo
internal import Essentials
package import HTTP
internal import Ingest
internal import Insights
internal import Pages
internal import Playback
internal import SQL
internal import Site
internal import Social
internal import Uploads

extension Instance {
    /// Everything that can be asked of the instance, behind what every request passes; noted in `log`.
    package func router(log: @escaping LogSink = LogRecord.toStandardError) -> Router {
        let shell = Shell(assets: assets, offersSignUp: settings.signUps == .open)
        let api = apiRoutes
        let built = api + pageRoutes(in: shell, describing: api)
        return Router(
            routes: built + UnbuiltRoutes.routes(beside: built),
            middleware: middleware(log),
            log: log,
            explain: FullDisk.refusal,
            refusalResponse: { refusal, request in shell.refusal(refusal, request) }
        )
    }

    /// From the outermost to the innermost.
    private func middleware(_ log: @escaping LogSink) -> [any Middleware] {
        var chain: [any Middleware] = [
            TrustedProxies(settings.trustedProxies), AccessLog(to: log),
            SecurityHeaders(), Compression(), accounts.authentication, CSRF(),
        ]
        if settings.limitsRates { chain.append(RateLimiter()) }
        return chain
    }

    private var apiRoutes: [Route] {
        let routes =
            accounts.routes + uploads.routes + catalog.routes(answering: trackJSON.answers) + trackJSON.routes
            + playback.routes
            + social.routes
            + insights.routes + admin.routes
        return routes + [Self.describing(routes)]
    }

    private func pageRoutes(in shell: Shell, describing api: [Route]) -> [Route] {
        let pages = Pages(
            shell: shell,
            database: foundations.database,
            accounts: accounts,
            uploads: uploads,
            catalog: catalog,
            playback: playback,
            tracks: trackJSON,
            social: social,
            demo: demo,
            admin: admin,
            colours: { picture, session in
                try await AccentColour.of(picture, in: session).map(PageColour.init)
            }
        )
        return assets.routes + shell.appRoutes + ThemeRoutes.routes + pages.routes + [
            pages.description(of: api)
        ]
    }

    private var trackJSON: TrackJSON {
        TrackJSON(
            database: foundations.database,
            playback: playback,
            comments: { tracks, session in try await Comment.counts(on: tracks, in: session) },
            sentence: { problem in Ingest.sentence(for: problem) }
        )
    }

    /// The route that describes `routes` and itself.
    ///
    /// The document is made once: routes don't change while the program runs.
    private static func describing(_ routes: [Route]) -> Route {
        func route(answering document: [UInt8]) -> Route {
            .get(Path("/api/v1/openapi.json"), access: .anyone, .describe) { _ in
                .bytes(document, type: "application/json")
            }
        }
        let document = OpenAPI.document(
            title: "Stemma",
            version: "1",
            routes: routes + [route(answering: [])],
            components: CatalogSchemas.components
        )
        return route(answering: document)
    }
}

extension Operation {
    fileprivate static let describe = Operation(
        "Describes all of this as OpenAPI 3.1",
        tag: "description",
        answers: [.ok: .other(type: "application/json")]
    )
}

extension PageColour {
    /// The accent of a picture, in the steps that addresses know.
    fileprivate init(_ accent: AccentColour) {
        self.init(
            hue: Int(accent.hue.rounded()),
            chroma: Int((accent.chroma * 1000).rounded()),
            lightness: Int((accent.lightness * 1000).rounded())
        )
    }
}
