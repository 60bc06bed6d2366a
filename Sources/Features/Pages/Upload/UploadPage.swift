internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Site

/// Where files become songs: a manager with scripts, a plain form without.
struct UploadPage {
    /// The track to which the files are new versions; nil for new songs.
    var track: TrackAnswer?
    var state = FormState(values: ["visibility": Visibility.public.rawValue])
    var colour = PageColour.house

    func page(_ request: Request) -> WebPage {
        WebPage(track.map { "A new version of \($0.title)" } ?? "Upload", colour: colour) {
            div(.class("wrap")) {
                div(.class("page-title")) {
                    h1 { track == nil ? "Upload" : "A new version" }
                    if let track {
                        p(.class("serif")) { a(.class("link"), .href(track.url)) { track.title } }
                    }
                }
                state.notice
                element("stemma-upload", .data("track", track?.id.text)) {
                    noscript { plainForm(request) }
                    dropZone
                    ol(.class("files"), .data("slot", "files"), .aria("label", "Files on their way")) {}
                    element("template", .data("slot", "row")) { row }
                }
            }
        }
    }

    /// What scripts take files by; hidden by the style sheet where none run.
    private var dropZone: Markup {
        form(.class("needs-scripts")) {
            label(.class("drop")) {
                span(.class("drop-title for-mouse")) {
                    track == nil
                        ? "Drop songs anywhere on this page" : "Drop the new version anywhere on this page"
                }
                span(.class("drop-title for-finger")) {
                    track == nil ? "Choose songs from this device" : "Choose the new version from this device"
                }
                span(.class("meta")) {
                    "WAV, AIFF, FLAC, ALAC, MP3, AAC, Ogg, Opus. Your files are kept as they are. "
                        + "You can go on listening meanwhile, or close this page: what has arrived stays."
                }
                span(.class("btn")) {
                    icon(.plus)
                    track == nil ? "Choose files" : "Choose a file"
                }
                input(
                    .class("vh"),
                    .type("file"),
                    .accept(Self.accepted),
                    Attribute("multiple", isPresent: track == nil)
                )
            }
        }
    }

    private static let accepted = "audio/*,.wav,.aif,.aiff,.flac,.mp3,.m4a,.ogg,.oga,.opus"

    private func plainForm(_ request: Request) -> Markup {
        form(
            .class("form"),
            .method("post"),
            .action(UploadPagePaths.upload()),
            .enctype("multipart/form-data")
        ) {
            csrfField(request)
            if let track { input(.type("hidden"), .name("track"), .value(track.id.text)) }
            if track == nil { songFields("plain") } else { labelField("plain") }
            div(.class("field")) {
                label(.for("field-file")) { "The file" }
                input(.id("field-file"), .type("file"), .name("file"), .accept(Self.accepted), .required())
            }
            div { button(.class("btn solid")) { "Upload" } }
        }
    }

    /// One file in the manager's list; scripts copy it.
    private var row: Markup {
        li(.class("file")) {
            div {
                div(.class("say")) {
                    h3(.data("slot", "name")) {}
                    span(.class("state tn"), .data("slot", "state")) {}
                }
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
                p(.class("detail tn"), .data("slot", "detail")) {}
                p(.class("why"), .data("slot", "why"), .role("alert"), .hidden()) {}
            }
            div(.class("do")) { rowButtons }
            details(.class("sheet"), .data("slot", "sheet"), .open()) {
                summary(.class("link meta")) { "Title, who may hear it, tags and date" }
                form(.class("form")) {
                    songFields("row")
                    div { button(.class("btn solid")) { "Save" } }
                }
            }
        }
    }

    private var rowButtons: Markup {
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
            button(.type("button"), .class("btn"), .data("slot", "retry"), .data("do", "retry"), .hidden()) {
                icon(.retry)
                "Try again"
            }
            button(
                .type("button"),
                .class("sq"),
                .data("slot", "remove"),
                .data("do", "remove"),
                .title("Take it off this list"),
                .aria("label", "Take it off this list")
            ) {
                icon(.close)
            }
        }
    }

    private func songFields(_ place: String) -> Markup {
        fragment {
            line("Title", "title", place, .maxlength(200))
            choice(
                "Who may hear it",
                "visibility",
                state,
                [
                    (Visibility.public.rawValue, "Everyone"), (Visibility.unlisted.rawValue, "With the link"),
                    (Visibility.private.rawValue, "Only me"),
                ]
            )
            line("Tags, with commas between them", "tags", place)
            if place == "row" {
                line("Appears on (empty: at once)", "release_at", place, .type("datetime-local"))
            }
        }
    }

    private func labelField(_ place: String) -> Markup {
        line(
            "What tells this version from the others, as in “radio edit”",
            "version_label",
            place,
            .maxlength(100)
        )
    }

    private func line(_ name: String, _ field: String, _ place: String, _ attributes: Attribute...) -> Markup
    {
        let own: [Attribute] = [.id("\(place)-\(field)"), .name(field), .value(state.values[field])]
        return div(.class("field")) {
            label(.for("\(place)-\(field)")) { name }
            Markup.element(Tag("input", isVoid: true), own + attributes, .nothing)
        }
    }
}
