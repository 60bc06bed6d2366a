internal import HTML
internal import HTTP
internal import Site

/// The page where one signs in.
struct SignInPage {
    var state = FormState()

    /// Where to go afterwards.
    var next: String

    /// Whether the name stands there already, so that the password is what is typed next.
    private var isNamed: Bool { !(state.values["name"] ?? "").isEmpty }

    var page: WebPage {
        WebPage("Sign in") {
            div(.class("wrap door")) {
                h1 { "Sign in" }
                state.notice
                form(.class("form"), .method("post"), .action(DoorPaths.signIn()), .data("reload", "")) {
                    input(.type("hidden"), .name("next"), .value(next))
                    field(
                        "Email or handle",
                        "name",
                        state,
                        .autocomplete("username"),
                        .required(),
                        .autofocus(!isNamed),
                        Attribute("autocapitalize", "none")
                    )
                    field(
                        "Password",
                        "password",
                        state,
                        .type("password"),
                        .autocomplete("current-password"),
                        .required(),
                        .autofocus(isNamed)
                    )
                    div(.class("actions")) {
                        button(.class("btn solid")) { "Sign in" }
                        a(.class("link"), .href(DoorPaths.withNext(DoorPaths.signUp(), next))) {
                            "Make an account instead"
                        }
                    }
                }
            }
        }
    }
}
