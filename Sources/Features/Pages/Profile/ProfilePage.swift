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

    /// What is shown first, with all its versions; nil where nothing of it can be heard, and on later pages.
    var spotlight: TrackAnswer?

    /// How much there is that the viewer may know of.
    var numbers: ArtistNumbers
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
                if !isLater { introduction }
                if let spotlight, let song = Song(spotlight) { spot(song) }
                if !others.isEmpty { discography }
                if tracks.isEmpty { nothing }
            }
        }
    }

    /// The tracks beside the one in the spotlight.
    private var others: [TrackAnswer] { tracks.filter { $0.id != spotlight?.id } }

    private var introduction: Markup {
        guard !bioHTML.isEmpty || numbers.songs > 0 else { return .nothing }
        return section(.class("about-person"), .aria("label", "About \(name)")) {
            div(.class("serif prose bio")) { Markup(unescaped: bioHTML) }
            if numbers.songs > 0 {
                ul(.class("numbers")) {
                    number(numbers.songs, "song", "songs")
                    number(numbers.versions, "version", "versions")
                }
            }
        }
    }

    private func number(_ count: Int, _ one: String, _ many: String) -> Markup {
        li {
            b { Wording.thousands(count) }
            " "
            span { count == 1 ? one : many }
        }
    }

    private func spot(_ song: Song) -> Markup {
        let words = Wording.excerpt(song.track.descriptionMd)
        return section(.class("section"), .aria("labelledby", "spotlight")) {
            p(.class("section-head")) {
                span { "Newest" }
                moment(song.track.publishedAt)
            }
            div(.class("spot")) {
                a(.class("art-link"), .href(song.track.url), .tabindex(-1), .aria("hidden", "true")) {
                    span(.class("art")) {
                        artwork(song.track, sizes: "(width < 720px) 100vw, 30vw", isEager: true)
                    }
                }
                div(.class("told")) {
                    h2(.id("spotlight")) { a(.href(song.track.url)) { song.track.title } }
                    if !words.isEmpty { p(.class("serif")) { words } }
                    div(.class("line")) {
                        song.playButton("large")
                        song.slider()
                    }
                    if let versions = song.track.versions, versions.count > 1 {
                        keys(versions, of: song.track)
                    }
                }
            }
        }
    }

    private func keys(_ versions: [VersionAnswer], of track: TrackAnswer) -> Markup {
        ul(.class("version-keys")) {
            for song in versions.map({ Song(track, $0) }) where song.isPlayable {
                li {
                    song.key(named: song.version.name)
                    a(.href(song.address)) {
                        b { song.version.name }
                        small(.class("tn")) { Clock.length(milliseconds: song.length) }
                    }
                }
            }
        }
    }

    private var discography: Markup {
        section(.class("section"), .aria("labelledby", "discography")) {
            div(.class("section-head")) {
                h2(.id("discography")) { "Discography" }
                span(.class("meta")) { "newest first" }
            }
            ul(.class("disco")) { for track in others { record(track) } }
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
