internal import Catalog
internal import HTML
internal import HTTP
internal import Site

/// A song on other people's pages: a sleeve, a line of music and one button; small where the frame is low.
struct EmbedPage {
    var song: Song
    var colour: PageColour

    /// A signed address of the playlist, that works without cookies.
    var stream: String
    var isPlayingAtOnce: Bool

    /// The instance's public origin.
    var origin: String

    private var track: TrackAnswer { song.track }

    var page: WebPage {
        WebPage("\(track.title) by \(track.artist.name)", colour: colour) {
            element(
                "stemma-player",
                .class("embed"),
                .role("region"),
                .aria("label", "\(track.title) by \(track.artist.name)"),
                .data("stream", stream),
                Attribute("data-autoplay", isPresent: isPlayingAtOnce)
            ) {
                div(.class("lay")) {
                    a(.class("sleeve-side"), .href(address), Attribute("target", "_blank"), .rel("noopener"))
                    {
                        span(.class("art")) {
                            artwork(track, sizes: "min(100vh, 36vw)", isEager: true)
                        }
                        span(.class("vh")) { "Open the song’s own page" }
                    }
                    div(.class("body")) {
                        head
                        song.slider()
                        footLine
                        p(.class("aside"), .role("status"), .hidden()) {}
                        p(.class("sorry"), .role("alert"), .hidden()) {}
                    }
                }
                audio(Attribute("preload", "none")) {}
            }
        }
    }

    private var address: String { origin + track.url }

    private var head: Markup {
        div(.class("head")) {
            song.playButton(stream: stream)
            div {
                h1 { a(.href(address), Attribute("target", "_blank"), .rel("noopener")) { track.title } }
                p { track.artist.name }
            }
        }
    }

    private var footLine: Markup {
        div(.class("foot-line tn")) {
            span {
                b(.data("slot", "now")) { "0:00" }
                " of \(Clock.length(milliseconds: song.length))"
            }
            span(.class("versions-count")) { Wording.versions(track.versions?.count ?? 1) }
            a(.class("mark-small"), .href(address), Attribute("target", "_blank"), .rel("noopener")) {
                icon(.stemma)
                "Stemma"
            }
        }
    }
}
