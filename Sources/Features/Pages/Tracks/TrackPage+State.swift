internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Site

extension TrackPage {
    /// What the track's people are told while it is made, or where that failed.
    func state(of version: VersionAnswer, _ request: Request) -> Markup {
        switch version.status {
        case .failed:
            div(.class("trouble section"), .role("alert")) {
                h2 { "This version could not be prepared." }
                p { version.error?.message ?? "Something in the file stopped it. Nothing else is touched." }
                div(.class("actions")) {
                    form(.method("post"), .action(TrackPaths.retry(version.id))) {
                        csrfField(request)
                        button(.class("btn")) {
                            icon(.retry)
                            "Try again"
                        }
                    }
                    a(.class("btn quiet"), .href("/upload?track=\(track.id)")) { "Upload another file" }
                }
            }
        case .pending:
            element(
                "stemma-progress",
                .class("progress-line section"),
                .data("version", version.id.text),
                Attribute("data-playable", isPresent: version.playable)
            ) {
                p(.role("status")) {
                    version.playable
                        ? "This version is being prepared. You can play it already."
                        : "This version is being prepared. You can play its beginning in a moment."
                }
                noscript { p(.class("meta")) { "Open this page again to see how far it is." } }
                progress(
                    Attribute("max", "100"),
                    .value(String(Int(version.progress * 100))),
                    .aria("label", "How far it is")
                )
            }
        case .ready, .lost: .nothing
        }
    }
}
