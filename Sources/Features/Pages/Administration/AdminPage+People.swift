internal import Essentials
internal import HTML
internal import HTTP
internal import Site

extension AdminPage {
    /// Who is asked in, and who is kept out.
    func people(_ request: Request) -> Markup {
        div(.class("stack")) {
            if let invitation { newInvitation(invitation) }
            form(.class("actions"), .method("post"), .action(AdminPagePaths.invites())) {
                csrfField(request)
                button(.class("btn"), .aria("describedby", "about-invites")) { "Invite somebody" }
                span(.id("about-invites")) {
                    "Makes a link by which one person can make an account within 14 days."
                }
            }
            form(.class("form ban-form"), .method("post"), .action(AdminPagePaths.bans())) {
                csrfField(request)
                banning.notice
                field(
                    "Handle of somebody to ban",
                    "handle",
                    banning,
                    hint:
                        "They are signed out everywhere, and what they put out is hidden until the ban is lifted.",
                    .required(),
                    .maxlength(31),
                    Attribute("autocapitalize", "none"),
                    Attribute("spellcheck", "false")
                )
                div { button(.class("btn danger")) { "Ban them" } }
            }
            if !banned.isEmpty { outcasts(request) }
        }
    }

    private func newInvitation(_ link: String) -> Markup {
        div(.class("note"), .tabindex(-1), .autofocus()) {
            p { "Send this link to one person. It is shown this once." }
            copyLine("The invitation", link)
        }
    }

    private func outcasts(_ request: Request) -> Markup {
        table(.class("table folds")) {
            thead {
                tr {
                    th { "Banned" }
                    th { span(.class("vh")) { "Lift the ban" } }
                }
            }
            tbody {
                for person in banned {
                    tr {
                        td { "\(person.name), @\(person.handle)" }
                        td {
                            form(.method("post"), .action(AdminPagePaths.lift(person.handle))) {
                                csrfField(request)
                                button(.class("link"), .aria("label", "Let \(person.name) in again")) {
                                    "Let in again"
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
