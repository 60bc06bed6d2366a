internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Site

/// An artist's page: who they are, and all that they have put out.
struct ProfilePage {
    var name: String
    var handle: String

    /// What they tell of themselves, sanitised.
    var bioHTML: String
    var tracks: [TrackAnswer]
    var next: Cursor?

    /// Whether the list is past its first page.
    var isLater: Bool
    var colour: PageColour
    var isOwn: Bool

    var page: WebPage {
        WebPage(name, summary: "Music by \(name).", colour: colour, hasSleeve: true) {
            section(.class("sleeve")) {
                div(.class("wrap person" + Wording.size(of: name))) {
                    face(of: handle)
                    div {
                        p(.class("byline")) { "@\(handle)" }
                        h1 { name }
                    }
                    if isOwn {
                        div(.class("actions")) {
                            a(.class("btn"), .href("/settings")) { "Edit" }
                            a(.class("btn solid"), .href("/upload")) {
                                icon(.upload)
                                "Upload"
                            }
                        }
                    }
                }
            }
            div(.class("wrap")) {
                if !bioHTML.isEmpty && !isLater {
                    div(.class("section serif prose bio")) { Markup(unescaped: bioHTML) }
                }
                if tracks.isEmpty { nothing } else { discography }
            }
        }
    }

    private var discography: Markup {
        section(.class("section"), .aria("labelledby", "discography")) {
            div(.class("section-head")) {
                h2(.id("discography")) { "Discography" }
                span(.class("meta")) { "newest first" }
            }
            ul(.class(tracks.count > 4 && !isLater ? "disco featured" : "disco")) {
                for track in tracks { record(track) }
            }
            if let next {
                p(.class("more")) {
                    a(.class("btn"), .href("\(CatalogPaths.artist(handle))?cursor=\(next)")) {
                        "Earlier ones"
                    }
                }
            }
        }
    }

    private var nothing: Markup {
        section(.class("empty section")) {
            h2 { "Nothing out yet" }
            p { isOwn ? "What you upload stands here." : "What \(name) puts out will stand here." }
        }
    }
}
