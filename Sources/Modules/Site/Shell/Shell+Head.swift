internal import HTML
internal import HTTP

extension Shell {
    /// `<head>`: every style sheet by itself, since browsers fetch them side by side and keep them for ever.
    func head(of page: WebPage, theme: Theme, script: String, token: String?) -> Markup {
        HTML.head {
            meta(Attribute("charset", "utf-8"))
            meta(.name("viewport"), .content("width=device-width, initial-scale=1, viewport-fit=cover"))
            HTML.title { page.title == name ? name : "\(page.title) · \(name)" }
            meta(.name("color-scheme"), .content("light dark"))
            if let summary = page.summary { meta(.name("description"), .content(summary)) }
            if let token { meta(.name("csrf-token"), .content(token)) }
            fontHints
            for sheet in sheets { styleSheet(sheet, theme) }
            link(.rel("stylesheet"), .id("page-colour"), .href(ThemeRoutes.colour(page.colour)))
            link(.rel("icon"), .type("image/svg+xml"), .href(assets.url("icons/mark.svg")))
            for module in modules { link(.rel("modulepreload"), .href(assets.url(module))) }
            moduleScript(src: assets.url(script))
            page.head
        }
    }

    /// Tokens first: that file declares the order of the layers.
    private var sheets: [String] {
        let all = assets.paths(in: "styles", suffix: ".css")
        return all.filter { $0 == "styles/tokens.css" } + all.filter { $0 != "styles/tokens.css" }
    }

    /// The rules of high contrast are always there; the theme says when they hold.
    private func styleSheet(_ path: String, _ theme: Theme) -> Markup {
        let isContrast = path == "styles/contrast.css"
        return link(
            .rel("stylesheet"),
            .id(isContrast ? "contrast" : nil),
            Attribute("media", isContrast ? theme.contrastMedia : nil),
            .href(assets.url(path))
        )
    }

    /// Told beforehand, so that nested imports don't wait for one another.
    private var modules: [String] {
        ["elements", "models", "lib"].flatMap { assets.paths(in: $0, suffix: ".js") }
    }

    private var fontHints: Markup {
        .sequence(
            ["display", "inter", "text"].map { name in
                link(
                    .rel("preload"),
                    Attribute("as", "font"),
                    .type("font/woff2"),
                    Attribute("crossorigin", "anonymous"),
                    .href(assets.url("fonts/\(name).woff2"))
                )
            }
        )
    }
}
