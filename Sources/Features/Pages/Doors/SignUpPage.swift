internal import HTML
internal import HTTP
internal import Site

/// The page where one makes an account.
struct SignUpPage {
    var state = FormState()

    /// Where to go afterwards.
    var next: String

    /// What it takes beside a name and a password.
    var terms: Terms

    /// Who may make an account.
    enum Terms {
        case open
        /// Nobody is here yet: who comes first runs the instance.
        case first(needsClaimCode: Bool)
        case invitation
        case closed
    }

    var page: WebPage {
        WebPage("Sign up") {
            div(.class("wrap door")) {
                h1 { isFirst ? "Make it yours" : "Sign up" }
                p(.class("serif")) { promise }
                if case .closed = terms {
                    div(.class("actions")) {
                        a(.class("btn solid"), .href("/")) { "To the music" }
                        a(.class("link"), .href(DoorPaths.withNext(DoorPaths.signIn(), next))) {
                            "Sign in instead"
                        }
                    }
                } else {
                    state.notice
                    entry
                }
            }
        }
    }

    private var isFirst: Bool {
        if case .first = terms { true } else { false }
    }

    /// Whether an invitation was brought along that nothing is known against.
    private var isInvited: Bool {
        !state.values["invite", default: ""].isEmpty && state.faults["invite"] == nil
    }

    /// What an account is for, and what it takes.
    private var promise: String {
        switch terms {
        case .open: "Put out songs with all their versions, and comment where it matters."
        case .first: "Nobody is here yet. The account that you make now runs this instance."
        case .invitation where isInvited:
            "You are invited. Put out songs with all their versions, and comment where it matters."
        case .invitation: "This place grows by invitation. Whoever runs it can send you a link."
        case .closed:
            "Nobody new is taken here at the moment. All that is public can be heard without an account."
        }
    }

    private var entry: Markup {
        form(.class("form"), .method("post"), .action(DoorPaths.signUp()), .data("reload", "")) {
            input(.type("hidden"), .name("next"), .value(next))
            field(
                "Email",
                "email",
                state,
                hint: "Never shown to anybody",
                .type("email"),
                .autocomplete("email"),
                .required(),
                .autofocus(state.faults.isEmpty)
            )
            field(
                "Handle",
                "handle",
                state,
                hint: "Letters, digits and _; it becomes the address of your page",
                .autocomplete("username"),
                .required(),
                .minlength(2),
                .maxlength(30),
                Attribute("autocapitalize", "none"),
                Attribute("spellcheck", "false")
            )
            field("Name", "display_name", state, hint: "As it stands on your records", .autocomplete("name"))
            field(
                "Password",
                "password",
                state,
                hint: "Eight characters or more",
                .type("password"),
                .autocomplete("new-password"),
                .required(),
                .minlength(8)
            )
            admission
            div(.class("actions")) {
                button(.class("btn solid")) { "Make the account" }
                a(.class("link"), .href(DoorPaths.withNext(DoorPaths.signIn(), next))) { "Sign in instead" }
            }
        }
    }

    private var admission: Markup {
        switch terms {
        case .first(needsClaimCode: true):
            field(
                "Claim code",
                "claim_code",
                state,
                hint: "It was printed when the server started",
                .autocomplete("one-time-code"),
                .required()
            )
        case .invitation: field("Invitation", "invite", state, .required())
        case .open, .first, .closed: .nothing
        }
    }
}
