internal import HTML
internal import Site

extension UploadPage {
    /// One file in the manager's list; scripts copy it.
    var row: Markup {
        li(.class("file")) {
            span(.class("art"), .data("slot", "art")) {}
            div {
                div(.class("say")) {
                    h3(.data("slot", "name")) {}
                    span(.class("state tn"), .data("slot", "state")) {}
                }
                progress
                p(.class("detail tn"), .data("slot", "detail")) {}
                trouble
                p(.class("audience meta"), .data("slot", "audience-line")) {
                    span(.data("slot", "audience")) {}
                    button(
                        .type("button"),
                        .class("link"),
                        .data("slot", "settings"),
                        .data("do", "settings"),
                        .aria("expanded", "false")
                    ) {
                        "Edit"
                    }
                }
            }
            div(.class("do")) { buttons }
        }
    }

    /// Tally marks while bytes travel, a waveform once it is music.
    private var progress: Markup {
        fragment {
            div(
                .class("tally"),
                .role("progressbar"),
                .data("slot", "tally"),
                .aria("valuemin", "0"),
                .aria("valuemax", "100"),
                .aria("valuenow", "0"),
                .aria("label", "Upload")
            ) {}
            element(
                "stemma-waveform",
                .data("slot", "wave"),
                .role("img"),
                .aria("label", "Waveform so far"),
                .hidden()
            ) {}
        }
    }

    private var trouble: Markup {
        div(.class("broken"), .data("slot", "trouble"), .hidden()) {
            div(.role("alert")) {
                p(.class("why"), .data("slot", "why")) {}
                p(.class("meta"), .data("slot", "advice")) {}
            }
            div(.class("actions")) {
                action("retry", "Try again", icon(.retry))
                action("choose", "Choose it again", icon(.retry))
                action("reopen", "Go on", icon(.upload))
                action("anyway", "Upload it all the same", .nothing)
                a(.class("btn quiet"), .data("slot", "twin"), .hidden()) { "Open the song" }
            }
        }
    }

    private var buttons: Markup {
        fragment {
            button(
                .type("button"),
                .class("play ghost"),
                .data("play", ""),
                .data("slot", "play"),
                .aria("pressed", "false"),
                .aria("label", "Play"),
                .hidden()
            ) {
                icon(.play)
                icon(.pause)
            }
            a(.class("btn"), .data("slot", "open"), .hidden()) { "Open" }
            action("undo", "Undo", .nothing)
            square("pause", .pause, "Pause")
            square("resume", .upload, "Go on")
            square("cancel", .close, "Cancel")
            square("remove", .close, "Take off this list")
        }
    }

    private func action(_ name: String, _ words: String, _ mark: Markup) -> Markup {
        button(.type("button"), .class("btn"), .data("slot", name), .data("do", name), .hidden()) {
            mark
            words
        }
    }

    private func square(_ name: String, _ mark: Icon, _ label: String) -> Markup {
        button(
            .type("button"),
            .class("sq"),
            .data("slot", name),
            .data("do", name),
            .title(label),
            .aria("label", label),
            .hidden()
        ) {
            icon(mark)
        }
    }
}
