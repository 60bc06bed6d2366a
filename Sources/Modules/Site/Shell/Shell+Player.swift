internal import HTML

extension Shell {
    /// The player; hidden until a script has something to play, and carried from page to page.
    var playerBar: Markup {
        element("stemma-player", .class("bar"), .role("region"), .aria("label", "Player"), .hidden()) {
            edge
            div(.class("in")) {
                nowPlaying
                deck
                side
            }
            element(
                "stemma-spectrum",
                .role("img"),
                .aria("label", "Spectrum of what is heard, low to high"),
                .hidden()
            ) {}
            p(.class("aside"), .role("status"), .hidden()) {}
            p(.class("sorry"), .role("alert"), .hidden()) {}
            queueSheet
            soundSheet
            audio(Attribute("preload", "none")) {}
        }
    }

    /// The song on the edge of the bar, by which it is moved.
    private var edge: Markup {
        element(
            "stemma-waveform",
            .class("edge"),
            .role("slider"),
            .tabindex(0),
            .data("scale", "edge"),
            .aria("label", "Position"),
            .aria("valuemin", "0"),
            .aria("valuemax", "0"),
            .aria("valuenow", "0")
        ) {}
    }

    private var nowPlaying: Markup {
        div(.class("what")) {
            a(.class("art"), .data("slot", "art"), .tabindex(-1), .aria("hidden", "true")) {}
            div {
                b { a(.data("slot", "title")) {} }
                small(.data("slot", "artist")) {}
            }
            square("open", .up, "Open the player", also: " opener")
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
            loopButton
            spectrumButton
            square("repeat", .repeat, "Repeat: off")
            sheetButton("queue", .queue, "Queue")
            sheetButton("sound", .sound, "Sound")
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

    /// The passage that is repeated; a press ends that.
    private var loopButton: Markup {
        button(.type("button"), .class("passage tn"), .data("do", "end-loop"), .hidden()) {
            span(.data("slot", "loop")) {}
            icon(.close)
        }
    }

    /// Shows the spectrum while the player is open.
    private var spectrumButton: Markup {
        button(
            .type("button"),
            .class("sq staged"),
            .data("do", "spectrum"),
            .aria("pressed", "false"),
            .aria("label", "Spectrum"),
            .hidden()
        ) {
            icon(.spectrum)
        }
    }

    /// Opens and closes a sheet; beside its mark stands what is out of the ordinary there.
    private func sheetButton(_ sheet: StaticString, _ mark: Icon, _ label: String) -> Markup {
        button(
            .type("button"),
            .class("sq tell tn"),
            Attribute("popovertarget", sheet.description),
            .aria("label", label)
        ) {
            icon(mark)
            span(.data("slot", "\(sheet)-state")) {}
        }
    }

    /// A button that does `action`, for a finger or a mouse.
    func square(_ action: String, _ mark: Icon, _ label: String, also more: String = "") -> Markup {
        button(.type("button"), .class("sq" + more), .data("do", action), .aria("label", label)) {
            icon(mark)
        }
    }
}
