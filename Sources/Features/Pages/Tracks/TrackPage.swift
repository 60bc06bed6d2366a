internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Playback
internal import Site

/// A song's own page: its waveform, its versions, what people said, how it was made.
struct TrackPage {
    var track: TrackAnswer

    /// The version that is shown; nil where the track has none that the viewer may hear of.
    var version: VersionAnswer?

    var comments: Thread?
    var related: [TrackAnswer]

    /// The key that the viewer came with.
    var key: String?
    var colour: PageColour

    /// Plays of the last 30 days, for the track's people; nil for others.
    var plays: PlayChart?

    /// The instance's public origin, for links that are given away.
    var origin: String

    /// A signed address of the sound as one file, for browsers without scripts.
    var soundFile: String?

    /// The place of the last event before all this was read.
    var since: Int64

    private var song: Song? { version.map { Song(track, $0, key: key) } }

    func page(_ request: Request) -> WebPage {
        var page = frame(request)
        page.since = since
        return page
    }

    private func frame(_ request: Request) -> WebPage {
        WebPage(
            "\(track.title) by \(track.artist.name)",
            summary: Wording.excerpt(track.descriptionMd),
            colour: colour,
            head: links
        ) {
            div(.class("wrap")) {
                head
                if track.mayEdit, let version { state(of: version, request) }
            }
            if let song, song.isPlayable { stage(song) }
            div(.class("wrap")) {
                if let versions = track.versions, versions.count > 1 || track.mayEdit { family(versions) }
                section(.class("section split")) {
                    about
                    aside
                }
                if !related.isEmpty { shelf }
            }
        }
    }

    /// How other sites show the link, and where the player for them is.
    private var links: Markup {
        fragment {
            link(.rel("canonical"), .href(origin + track.url))
            meta(Attribute("property", "og:type"), .content("music.song"))
            meta(Attribute("property", "og:title"), .content(track.title))
            meta(Attribute("property", "og:url"), .content(origin + track.url))
            if let art = track.artworkUrl { meta(Attribute("property", "og:image"), .content(origin + art)) }
        }
    }

    private var head: Markup {
        section(.class("track-head" + Wording.size(of: track.title))) {
            div {
                a(.class("byline"), .href(track.artist.url)) { track.artist.name }
                h1 { track.title }
                let lead = Wording.excerpt(track.descriptionMd)
                if !lead.isEmpty { p(.class("serif")) { lead } }
                div(.class("actions")) {
                    if let song, song.isPlayable { song.playButton("large") }
                    if track.mayEdit {
                        a(.class("btn"), .href(TrackPaths.edit(track.id))) { "Edit" }
                        a(.class("btn quiet"), .href("/upload?track=\(track.id)")) {
                            icon(.plus)
                            "New version"
                        }
                    }
                    share
                }
            }
            span(.class("art")) { artwork(track, .full, isEager: true) }
        }
    }

    /// What one gives away: a link, with the key where it takes one, and the player for other sites.
    private var share: Markup {
        details(.class("share")) {
            summary(.class("btn quiet")) {
                icon(.share)
                "Share"
            }
            div(.class("share-lines")) {
                line("A link to this song", origin + track.url)
                if track.visibility != .private { line("The player, for your own site", embedCode) }
            }
        }
    }

    /// A line to be copied, by a button where scripts run.
    private func line(_ name: String, _ text: String) -> Markup {
        div(.class("field")) {
            span(.class("label")) { name }
            element("stemma-copy", .class("share-line")) {
                input(Attribute("readonly", isPresent: true), .value(text), .aria("label", name))
                button(.type("button"), .class("btn"), .aria("label", "Copy: \(name)"), .hidden()) {
                    icon(.link)
                    "Copy"
                }
            }
        }
    }

    private var embedCode: String {
        let key = track.visibility == .unlisted ? key ?? track.shareKey : nil
        let address = EmbedPaths.track(track.id) + (key.map { "?key=\(PercentCoding.encode($0))" } ?? "")
        return element(
            "iframe",
            .src(origin + address),
            Attribute("width", "100%"),
            Attribute("height", "120"),
            .title(track.title)
        ) {}.text
    }

    private var shelf: Markup {
        section(.class("section"), .aria("labelledby", "shelf")) {
            div(.class("section-head")) { h2(.id("shelf")) { "Next to it on the shelf" } }
            ol(.class("rows")) { for track in related { trackRow(track) } }
        }
    }
}
