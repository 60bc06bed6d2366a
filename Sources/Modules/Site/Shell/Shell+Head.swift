internal import HTML
internal import HTTP

extension Shell {
    /// `<head>`: what the first paint waits for, and then what it doesn't.
    ///
    /// `elements` are the names of the custom elements whose modules come beside those of `script`.
    func head(
        of page: WebPage,
        with elements: Set<String>,
        theme: Theme,
        script: String,
        token: String?
    ) -> Markup {
        HTML.head {
            meta(Attribute("charset", "utf-8"))
            meta(.name("viewport"), .content("width=device-width, initial-scale=1, viewport-fit=cover"))
            HTML.title { page.title == name ? name : "\(page.title) · \(name)" }
            meta(.name("color-scheme"), .content("light dark"))
            if let summary = page.summary { meta(.name("description"), .content(summary)) }
            if let token { meta(.name("csrf-token"), .content(token)) }
            fontHints
            styleSheets(theme)
            link(.rel("stylesheet"), .id("page-colour"), .href(ThemeRoutes.colour(page.colour)))
            themeColours(page, theme)
            link(.rel("icon"), .type("image/svg+xml"), .href(assets.url("icons/mark.svg")))
            link(.rel("apple-touch-icon"), .href(assets.url("icons/touch-180.png")))
            link(.rel("manifest"), .href(Self.manifest()))
            // Told beforehand, so that nested imports don't wait for one another.
            for module in assets.modules(of: script, with: elements) {
                link(.rel("modulepreload"), .href(assets.url(module)))
            }
            moduleScript(src: assets.url(script))
            page.head
        }
    }

    /// All components' rules, and apart from them those of high contrast: the theme says when they hold.
    private func styleSheets(_ theme: Theme) -> Markup {
        fragment {
            link(.rel("stylesheet"), .href(assets.url(Assets.sheet)))
            link(
                .rel("stylesheet"),
                .id("contrast"),
                Attribute("media", theme.contrastMedia),
                .href(assets.url(Assets.contrastSheet))
            )
        }
    }

    /// The colour of the window around the page, as `tokens.css` derives its paper.
    private func themeColours(_ page: WebPage, _ theme: Theme) -> Markup {
        let hue = page.colour.hue
        let chroma = Double(page.colour.chroma) / 1000
        let lightness = max(Double(page.colour.lightness) / 1000, 0.64)
        let light =
            page.hasSleeve ? "oklch(\(lightness) \(min(chroma, 0.19)) \(hue))" : "oklch(0.976 0.005 \(hue))"
        let dark = page.hasSleeve ? "oklch(0.3 \(min(chroma, 0.1)) \(hue))" : "oklch(0.168 0.014 \(hue))"
        return fragment {
            meta(
                .name("theme-color"),
                .data("light", "paper"),
                Attribute("media", theme.media(for: .paper)),
                .content(light)
            )
            meta(
                .name("theme-color"),
                .data("light", "ink"),
                Attribute("media", theme.media(for: .ink)),
                .content(dark)
            )
        }
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
