internal import HTML
internal import HTTP

extension Shell {
    func footer(for request: Request, theme: Theme) -> Markup {
        HTML.footer(.class("wrap")) {
            div(.class("foot")) {
                p { name == "Stemma" ? "Stemma, music with all its versions." : "\(name) runs Stemma." }
                ul {
                    li { a(.href("/api")) { "API" } }
                    li { button(.type("button"), .data("do", "help"), .hidden()) { "Keys" } }
                }
            }
        }
    }

    /// The player; hidden until a script has something to play, and carried from page to page.
    var playerBar: Markup {
        element("stemma-player", .class("bar"), .role("region"), .aria("label", "Player"), .hidden()) {
            element("stemma-waveform", .class("edge"), .data("scale", "edge"), .aria("label", "Position")) {}
            div(.class("in")) {
                nowPlaying
                deck
                side
            }
            p(.class("sorry"), .role("alert"), .hidden()) {}
            audio(Attribute("preload", "none")) {}
        }
    }

    private var nowPlaying: Markup {
        div(.class("what")) {
            a(.class("art"), .data("slot", "art"), .tabindex(-1), .aria("hidden", "true")) {}
            div {
                b { a(.data("slot", "title")) {} }
                small(.data("slot", "artist")) {}
            }
        }
    }

    private var deck: Markup {
        div(.class("deck")) {
            span(.class("clock now tn"), .data("slot", "now")) { "0:00" }
            square("previous", .previous, "Previous")
            button(
                .type("button"),
                .class("play"),
                .data("do", "toggle"),
                .aria("pressed", "false"),
                .aria("label", "Play")
            ) {
                icon(.play)
                icon(.pause)
            }
            square("next", .next, "Next", also: " keep")
            span(.class("clock tn"), .data("slot", "length")) { "0:00" }
        }
    }

    private var side: Markup {
        div(.class("side")) {
            button(
                .type("button"),
                .class("speed tn"),
                .data("do", "speed"),
                .aria("label", "Speed, 1 times")
            ) {
                "1×"
            }
            button(
                .type("button"),
                .class("sq"),
                .data("do", "mute"),
                .aria("pressed", "false"),
                .aria("label", "Mute")
            ) {
                icon(.volume)
            }
            input(
                .class("volume"),
                .type("range"),
                Attribute("min", "0"),
                Attribute("max", "100"),
                .value("100"),
                .data("slot", "volume"),
                .aria("label", "Volume")
            )
            square("help", .keys, "List of keys")
        }
    }

    private func square(_ action: String, _ mark: Icon, _ label: String, also more: String = "") -> Markup {
        button(.type("button"), .class("sq" + more), .data("do", action), .aria("label", label)) {
            icon(mark)
        }
    }
}
