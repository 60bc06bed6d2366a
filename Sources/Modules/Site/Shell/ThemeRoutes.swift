package import HTTP

/// What gives pages their colours: a style sheet for each colour, and the choice of light or dark.
package enum ThemeRoutes {
    static let colour = Path("/theme/:colour.css", PageColour.self)
    static let choose = Path("/theme")

    /// `/theme/{hue}-{chroma}-{lightness}.css`, and `POST /theme` for browsers without scripts.
    package static var routes: [Route] {
        [
            .get(colour, access: .anyone) { _, colour in
                var sheet = Response.bytes(Array(colour.css.utf8), type: "text/css; charset=utf-8")
                sheet.headers["Cache-Control"] = "public, max-age=31536000, immutable"
                return sheet
            }
        ]
    }
}
