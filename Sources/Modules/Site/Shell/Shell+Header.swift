internal import Essentials
internal import HTML
internal import HTTP

extension Shell {
    func header(of page: WebPage, for request: Request, theme: Theme) -> Markup {
        let member = request.viewer.isMember && !page.isForEverybody ? request.identity.handle : nil
        return HTML.header(.class(page.hasSleeve ? "sleeve" : nil), .id("top")) {
            nav(.class("top"), .aria("label", "Main")) {
                a(.class("mark"), .href("/")) {
                    icon(.stemma)
                    name
                }
                div(.class("tools")) {
                    if member != nil { memberTools } else if !page.isForEverybody { strangersTools(request) }
                    themeButton(request, theme)
                    if let member { menu(request, member) }
                }
            }
        }
    }

    private func strangersTools(_ request: Request) -> Markup {
        fragment {
            a(
                .class("plain"),
                .href("/sign-in"),
                .aria("current", request.path == "/sign-in" ? "page" : nil)
            ) {
                "Sign in"
            }
            if offersSignUp, request.path != "/sign-up" {
                a(.class("btn wide"), .href("/sign-up")) { "Sign up" }
            }
        }
    }

    private var memberTools: Markup {
        fragment {
            element("stemma-on-the-way", .hidden()) {}
            a(.class("btn wide"), .href("/upload")) {
                icon(.upload)
                "Upload"
            }
            a(.class("sq narrow"), .href("/upload"), .aria("label", "Upload")) { icon(.upload) }
        }
    }

    private func themeButton(_ request: Request, _ theme: Theme) -> Markup {
        form(.method("post"), .action(ThemeRoutes.choose()), .data("theme-form", theme.rawValue)) {
            csrfField(request)
            input(.type("hidden"), .name("theme"), .value(theme.next.rawValue))
            input(.type("hidden"), .name("back"), .value(request.target))
            button(
                .class("sq"),
                .title("Theme: \(theme.name)"),
                .aria("label", "Theme: \(theme.name). Change to \(theme.next.name)")
            ) {
                icon(.theme)
            }
        }
    }

    private func menu(_ request: Request, _ handle: String) -> Markup {
        details(.class("menu")) {
            summary(.aria("label", "Your menu")) { face(of: handle) }
            ul {
                li(.class("who")) {
                    b { request.identity.displayName ?? handle }
                    span(.class("meta")) { "@\(handle)" }
                }
                li { a(.href("/@\(handle)")) { "Your page" } }
                li(.class("if-keeps")) { a(.href("/kept")) { "Kept offline" } }
                li { a(.href("/settings")) { "Settings" } }
                if request.viewer.isAdmin { li { a(.href("/admin")) { "Admin" } } }
                li {
                    form(.method("post"), .action("/sign-out"), .data("reload", "")) {
                        csrfField(request)
                        button { "Sign out" }
                    }
                }
            }
        }
    }
}
