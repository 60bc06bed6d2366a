internal import Essentials
internal import HTML
package import HTTP

/// What stands around every page: head, header, footer and player.
package struct Shell: Sendable {
    /// How the instance calls itself.
    package let name: String

    /// Scripts, styles, fonts, icons.
    package let assets: Assets

    /// Whether strangers are offered an account.
    package let offersSignUp: Bool

    /// The page's frame for an instance of this name.
    package init(name: String = "Stemma", assets: Assets, offersSignUp: Bool = true) {
        self.name = name
        self.assets = assets
        self.offersSignUp = offersSignUp
    }

    /// `page` in its frame, as `request`'s viewer and theme want it.
    package func response(_ page: WebPage, to request: Request, status: Status = .ok) -> Response {
        var response = Response.html(document(page, request).document(), status: status)
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["Vary"] = "Cookie"
        return response
    }

    /// A page for other people's pages: no header, no player bar, shown in a frame anywhere.
    package func embedded(_ page: WebPage, theme: Theme, status: Status = .ok) -> Response {
        let document = html(
            .lang("en"),
            .class(page.colour.isBright ? "bright-art" : nil),
            .data("theme", theme.attribute)
        ) {
            head(of: page, with: [], theme: theme, script: "embed.js", token: nil)
            body(.class("embed-page")) {
                sprite
                main { page.main }
            }
        }
        var response = Response.html(document.document(), status: status)
        response.set(ContentSecurityPolicy.strict.framedByAnyone)
        response.headers["Cache-Control"] = "private, no-cache"
        return response
    }

    private func document(_ page: WebPage, _ request: Request) -> Markup {
        let theme = Theme(request)
        let header = header(of: page, for: request, theme: theme)
        let elements = page.main.customElements.union(header.customElements)
        return html(
            .lang("en"),
            .class(page.colour.isBright ? "bright-art" : nil),
            .data("theme", theme.attribute)
        ) {
            head(of: page, with: elements, theme: theme, script: "stemma.js", token: request.csrfToken)
            body(.data("viewer", page.isForEverybody ? "anybody" : request.viewer.userID?.text)) {
                sprite
                a(.class("skip"), .href("#main")) { "Skip to the music" }
                header
                main(.id("main"), .tabindex(-1), .data("since", page.since.map(String.init))) { page.main }
                footer(for: request, theme: theme)
                playerBar
                keySheet
                div(.class("toasts"), .id("toasts"), .role("status")) {}
            }
        }
    }

    /// The icons, once per page; all `icon`s point into it.
    private var sprite: Markup { Markup(unescaped: assets.text("icons/icons.svg")) }
}
