internal import Essentials
internal import HTML
internal import HTTP
internal import Site

/// The page where one changes what one says of oneself, the password, sessions and tokens.
struct SettingsPage {
    /// A session of one's own in the list.
    struct Session {
        var id: String
        var device: String
        var lastUsed: Instant
        var isCurrent: Bool
    }

    /// A personal access token in the list.
    struct Token {
        var id: String
        var name: String
        var mayWrite: Bool
        var lastUsed: Instant?
    }

    var profile: FormState
    var password = FormState()
    var token = FormState()
    var sessions: [Session]
    var tokens: [Token]

    /// The secret of a token that was just made, shown this once.
    var newSecret: String?

    /// What was done, as a sentence.
    var done: String?

    func page(_ request: Request) -> WebPage {
        WebPage("Settings") {
            div(.class("wrap")) {
                div(.class("page-title")) { h1 { "Settings" } }
                if let done { p(.class("note"), .role("status")) { done } }
                sheet("What others read of you") { profileForm(request) }
                sheet("Password") { passwordForm(request) }
                sheet("Where you are signed in") { sessionList(request) }
                sheet("Access for programs") { tokenList(request) }
            }
        }
    }

    private func sheet(_ title: String, @MarkupBuilder content: () -> Markup) -> Markup {
        section(.class("sheet-grid")) {
            h2 { title }
            div(.class("stack")) { content() }
        }
    }

    private func profileForm(_ request: Request) -> Markup {
        form(.class("form"), .method("post"), .action(SettingsPaths.profile())) {
            csrfField(request)
            profile.notice
            field("Name", "display_name", profile, .required(), .maxlength(100), .autocomplete("name"))
            textField(
                "About you",
                "bio",
                profile,
                hint: "Shown on your page. Markdown works: *slanted*, **bold**, [a link](https://…).",
                .maxlength(5000)
            )
            div { button(.class("btn solid")) { "Save" } }
        }
    }

    private func passwordForm(_ request: Request) -> Markup {
        form(.class("form"), .method("post"), .action(SettingsPaths.password())) {
            csrfField(request)
            // For password managers, which keep a password with a name.
            input(.type("text"), .autocomplete("username"), .value(request.identity.handle), .hidden())
            password.notice
            field(
                "Current password",
                "current_password",
                password,
                .type("password"),
                .autocomplete("current-password"),
                .required()
            )
            field(
                "New password",
                "new_password",
                password,
                hint: "Eight characters or more. You will be signed out everywhere else.",
                .type("password"),
                .autocomplete("new-password"),
                .required(),
                .minlength(8)
            )
            div { button(.class("btn")) { "Change the password" } }
        }
    }

    private func sessionList(_ request: Request) -> Markup {
        fragment {
            table(.class("table folds")) {
                thead {
                    tr {
                        th { "Device" }
                        th { "Last used" }
                        th { span(.class("vh")) { "Sign out" } }
                    }
                }
                tbody { for session in sessions { row(session, request) } }
            }
            if sessions.count > 1 {
                form(.method("post"), .action(SettingsPaths.sessions())) {
                    csrfField(request)
                    button(.class("btn")) { "Sign out everywhere else" }
                }
            }
        }
    }

    private func row(_ session: Session, _ request: Request) -> Markup {
        tr {
            td {
                if session.isCurrent { b { session.device } } else { session.device }
            }
            td(.data("label", "Last used")) { moment(session.lastUsed) }
            td {
                if session.isCurrent {
                    span(.class("flag")) {
                        icon(.check)
                        "this device"
                    }
                } else {
                    form(.method("post"), .action(SettingsPaths.session(session.id))) {
                        csrfField(request)
                        button(.class("link"), .aria("label", "Sign out \(session.device)")) { "Sign out" }
                    }
                }
            }
        }
    }

    private func tokenList(_ request: Request) -> Markup {
        fragment {
            p {
                "A token lets a program act as you, without your password. You see it once, when it is made."
            }
            if let newSecret {
                div(.class("note"), .tabindex(-1), .autofocus()) {
                    p { "Copy it now; it will not be shown again." }
                    copyLine("The new token", newSecret)
                }
            }
            if !tokens.isEmpty {
                table(.class("table folds")) {
                    thead {
                        tr {
                            th { "Name" }
                            th { "May" }
                            th { "Last used" }
                            th { span(.class("vh")) { "Delete" } }
                        }
                    }
                    tbody { for token in tokens { row(token, request) } }
                }
            }
            tokenForm(request)
        }
    }

    private func row(_ token: Token, _ request: Request) -> Markup {
        tr {
            td { token.name }
            td(.data("label", "May")) { token.mayWrite ? "read and write" : "read" }
            td(.data("label", "Last used")) {
                if let lastUsed = token.lastUsed { moment(lastUsed) } else { "never" }
            }
            td {
                form(.method("post"), .action(SettingsPaths.token(token.id))) {
                    csrfField(request)
                    button(.class("link"), .aria("label", "Delete \(token.name)")) { "Delete" }
                }
            }
        }
    }

    private func tokenForm(_ request: Request) -> Markup {
        form(.class("form"), .method("post"), .action(SettingsPaths.tokens())) {
            csrfField(request)
            token.notice
            field("Name of a new token", "name", token, .required(), .maxlength(100))
            choice("It may", "scope", token, [("write", "Read and write"), ("read", "Only read")])
            div { button(.class("btn")) { "Make a token" } }
        }
    }
}
