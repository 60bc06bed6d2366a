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

    /// The artist's newest beside it, at most four.
    var others: [TrackAnswer]

    /// What others made that shares its tags.
    var related: [TrackAnswer]

    /// The key that the viewer came with.
    var key: String?
    var colour: PageColour

    /// Plays of the last 30 days, for the track's people; nil for others.
    var plays: PlayChart?

    /// The instance's public origin, for links that are given away.
    var origin: String

    /// The sound as one file, for browsers without scripts.
    var soundFiles: [SoundFile]

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
                if !others.isEmpty { more }
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
                    }
                    share
                    if let song, song.isPlayable {
                        keepButton(song)
                        queueMenu(song, offersKeeping: false)
                    }
                }
            }
            span(.class("art")) {
                artwork(track, sizes: "(width < 720px) 100vw, min(29vw, 470px)", isEager: true)
            }
        }
    }

    /// What the artist has put out beside it.
    private var more: Markup {
        section(.class("section"), .aria("labelledby", "more")) {
            div(.class("section-head")) {
                h2(.id("more")) { "More by \(track.artist.name)" }
                a(.class("link meta"), .href(track.artist.url)) { "All of it" }
            }
            ul(.class("disco")) { for track in others { record(track) } }
        }
    }

    private var shelf: Markup {
        section(.class("section"), .aria("labelledby", "shelf")) {
            div(.class("section-head")) { h2(.id("shelf")) { "Next to it on the shelf" } }
            ol(.class("rows")) { for track in related { trackRow(track) } }
        }
    }
}
