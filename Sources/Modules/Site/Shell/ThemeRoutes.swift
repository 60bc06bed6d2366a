package import HTTP

/// What gives pages their colours: a style sheet for each colour, and the choice of light or dark.
package enum ThemeRoutes {
    static let colour = Path("/theme/:colour.css", PageColour.self)
    static let choose = Path("/theme")

    /// `/theme/{hue}-{chroma}-{lightness}.css`, and `POST /theme` for browsers without scripts.
    package static var routes: [Route] {
        [
            .get(colour, access: .linkHolder) { _, colour in
                var sheet = Response.bytes(Array(colour.css.utf8), type: "text/css; charset=utf-8")
                sheet.headers["Cache-Control"] = "public, max-age=31536000, immutable"
                return sheet
            },
            .post(choose, access: .anyone) { request in
                let form = try await request.form()
                var response = Response.redirect(to: ReturnAddress.checked(form["back"]))
                response.set(cookie(form["theme"].flatMap(Theme.init) ?? .auto, request))
                return response
            },
        ]
    }

    /// Scripts set the same cookie, hence it is not closed to them; it tells nothing but a taste.
    private static func cookie(_ theme: Theme, _ request: Request) -> Cookie {
        Cookie(
            Theme.cookie,
            theme.rawValue,
            maxAge: .seconds(365 * 86_400),
            sameSite: .lax,
            isSecure: request.scheme == .https,
            isHTTPOnly: false
        )
    }
}
