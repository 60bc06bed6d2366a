internal import Essentials
internal import HTML
package import HTTP

extension Shell {
    /// `refusal` as a page for who asked for one, and in the API's envelope for everybody else.
    ///
    /// Who is not signed in and opens a page that needs it is led to the door, and from there to the page.
    package func refusal(_ refusal: Refusal, _ request: Request) -> Response {
        guard wantsPage(request) else { return .refusal(refusal) }
        if refusal.status == .unauthorized, request.method.isSafe {
            return .redirect(to: "/sign-in?next=\(Self.encoded(request.target))")
        }
        return response(page(for: refusal, request), to: request, status: refusal.status)
    }

    private func wantsPage(_ request: Request) -> Bool {
        let isData = ["/api/", "/media/", "/objects/", "/images/", "/assets/"]
            .contains { request.path.hasPrefix($0) }
        return request.prefersHTML && !isData
    }

    private func page(for refusal: Refusal, _ request: Request) -> WebPage {
        let (title, sentence) = words(for: refusal, request)
        return WebPage(title) {
            div(.class("wrap oops")) {
                p(.class("number")) { String(refusal.status.code) }
                h1 { title }
                p(.class("serif")) { sentence }
                if refusal.status.code == 500 {
                    p(.class("meta")) {
                        "Request "
                        code { request.id.description }
                    }
                }
                div(.class("actions")) { ways(on: refusal, request) }
            }
        }
    }

    /// What can be done now: come again where that may help, else go where there is music.
    private func ways(on refusal: Refusal, _ request: Request) -> Markup {
        fragment {
            let helps = refusal.status == .tooManyRequests || (500...).contains(refusal.status.code)
            if helps, refusal.status != .notImplemented, request.method.isSafe {
                a(.class("btn solid"), .href(request.target)) {
                    icon(.retry)
                    "Try again"
                }
                a(.class("btn quiet"), .href("/")) { "To the music" }
            } else {
                a(.class("btn solid"), .href("/")) { "To the music" }
            }
            if refusal.status == .forbidden, request.viewer.isMember {
                form(.method("post"), .action("/sign-out"), .data("reload", "")) {
                    csrfField(request)
                    button(.class("btn quiet")) { "Sign out" }
                }
            }
        }
    }

    private func words(for refusal: Refusal, _ request: Request) -> (title: String, sentence: String) {
        switch refusal.status.code {
        case 403: ("Not yours to open", "\(refusal.message) Perhaps you are signed in as somebody else.")
        case 404:
            (
                "Nothing under this address",
                "The song may have moved, or may be private. Its people can send you a link that opens it."
            )
        case 410: ("Gone", refusal.message)
        case 429: ("A little slower", refusal.message)
        case 501: ("Not built yet", "This is planned, and not there yet.")
        case 500:
            (
                "Something broke here",
                "It is our fault, not yours. Try again; if it stays, tell who runs this site, and name this request."
            )
        case 501...: ("Not just now", refusal.message)
        default: ("That didn’t work", refusal.message)
        }
    }

    /// `text` with every byte encoded that has a meaning in a query.
    private static func encoded(_ text: String) -> String {
        Path("/:text", String.self)(text).dropFirst().description
    }
}
