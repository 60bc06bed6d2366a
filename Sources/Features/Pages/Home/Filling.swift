internal import HTML
internal import HTTP
internal import Site

/// How the front page offers to fill an empty place, and tells how far that is.
enum Filling {
    case offered

    /// So many recordings of so many can be heard, and so many songs are on the page.
    case underway(takes: Int, of: Int, songs: Int)

    /// The button.
    func offer(_ request: Request) -> Markup {
        guard case .offered = self else { return .nothing }
        return form(.method("post"), .action(FillingPaths.fill())) {
            csrfField(request)
            button(.class("btn"), .type("submit")) { "Fill it with music" }
        }
    }

    /// What the button does.
    var promise: Markup {
        guard case .offered = self else { return .nothing }
        return p(.class("meta")) {
            "It composes and plays ten songs by itself, by people who don’t exist, for you to look around."
        }
    }

    /// The progress, which scripts keep up to date.
    var progressNote: Markup {
        guard case .underway(let takes, let all, let songs) = self else { return .nothing }
        return div(.class("wrap filling")) {
            element("stemma-filling", .class("progress-line"), .data("songs", String(songs))) {
                p(.role("status")) {
                    takes == 0
                        ? "Composing and recording; the first song is out in less than a minute."
                        : "Filling with music: \(takes) of \(all) recordings can be heard."
                }
                noscript { p(.class("meta")) { "Open this page again to see how far it is." } }
                progress(
                    Attribute("max", String(all)),
                    .value(String(takes)),
                    .aria("label", "Recordings that can be heard")
                )
            }
        }
    }
}
