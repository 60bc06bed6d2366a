internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Site

/// The front page: the latest release large, what came before it in a list.
struct HomePage {
    /// Shown large; nil where there is nothing, and on the later pages of the list.
    var latest: TrackAnswer?
    var recent: [TrackAnswer]

    /// Where the list goes on.
    var next: Cursor?

    /// Whether the list is past its first page.
    var isLater: Bool

    /// The tag that the list is narrowed to.
    var tag: String?

    /// The words that most songs share, for the front page.
    var tags: [String] = []
    var colour = PageColour.house
    var isMember: Bool

    /// Whether nobody has made an account yet.
    var isUnclaimed: Bool

    /// What is said of filling the place with music; nil to those who may not.
    var filling: Filling?

    /// How many of the newest songs are shown with what is told of them.
    private static let mostTold = 3

    func page(_ request: Request) -> WebPage {
        WebPage(
            tag.map { "Tagged \($0)" } ?? "Listen",
            summary: "Music with all its versions.",
            colour: colour,
            hasSleeve: latest != nil
        ) {
            if let latest { hero(latest) }
            if let tag { title(tag) }
            if let filling { filling.progressNote }
            if !tags.isEmpty { tagLine }
            if !recent.isEmpty { list } else if latest == nil && tag == nil { welcome(request) }
        }
    }

    private func title(_ tag: String) -> Markup {
        div(.class("wrap page-title")) {
            p(.class("byline")) { "Songs tagged" }
            h1(.id("recent")) { tag }
            if recent.isEmpty {
                p(.class("serif")) { "Nothing that you may hear has this tag now." }
                div(.class("actions")) { a(.class("btn solid"), .href("/")) { "To the music" } }
            }
        }
    }

    private func hero(_ track: TrackAnswer) -> Markup {
        let song = Song(track)
        return section(
            .class("home-hero sleeve" + Wording.size(of: track.title)),
            .aria("labelledby", "latest")
        ) {
            div(.class("wrap")) {
                p(.class("kicker")) {
                    span { "Latest release" }
                    moment(track.publishedAt)
                }
                div(.class("front")) {
                    h1(.id("latest")) { a(.href(track.url)) { track.title } }
                    underTitle(track, song)
                    a(.class("cover"), .href(track.url), .tabindex(-1), .aria("hidden", "true")) {
                        span(.class("art")) {
                            artwork(track, sizes: "(width < 620px) 100vw, min(25vw, 400px)", isEager: true)
                        }
                    }
                }
            }
            if let song { div(.class("bleed stage")) { song.slider() } }
        }
    }

    private func underTitle(_ track: TrackAnswer, _ song: Song?) -> Markup {
        let notes = Wording.excerpt(track.descriptionMd)
        return div(.class("under")) {
            div {
                p(.class("byline")) { a(.href(track.artist.url)) { track.artist.name } }
                if let song {
                    div(.class("big-play")) {
                        song.playButton("huge")
                        div {
                            span(.class("tn")) { Clock.length(milliseconds: song.length) }
                            br()
                            a(.class("link"), .href(track.url)) { contents(of: track) }
                        }
                    }
                }
            }
            if !notes.isEmpty { p(.class("serif")) { notes } }
        }
    }

    private func contents(of track: TrackAnswer) -> String {
        let versions = Wording.versions(track.versions?.count ?? 1)
        guard let comments = track.counts?.comments, comments > 0 else { return versions }
        return "\(versions), \(Wording.comments(comments))"
    }

    private var tagLine: Markup {
        nav(.class("wrap home-tags"), .aria("label", "Tags")) {
            ul(.class("tags big")) {
                for tag in tags { li { a(.href(HomePaths.tag(tag))) { tag } } }
            }
        }
    }

    private var list: Markup {
        section(.class(tag == nil ? "wrap section" : "wrap"), .aria("labelledby", "recent")) {
            if tag != nil {
                h2(.class("vh")) { "Songs" }
            } else {
                div(.class("section-head")) {
                    h2(.id("recent")) { latest != nil ? "Before that" : isLater ? "Earlier" : "Not out yet" }
                }
            }
            let told = latest == nil ? 0 : Self.mostTold
            if told > 0 { ol(.class("feed")) { for track in recent.prefix(told) { feedItem(track) } } }
            if recent.count > told {
                ol(.class("rows")) { for track in recent.dropFirst(told) { trackRow(track) } }
            }
            if let next {
                p(.class("more")) {
                    a(.class("btn"), .href(HomePaths.list(tag: tag, after: next))) { "Earlier ones" }
                }
            }
        }
    }

    /// What an instance without music says: how to fill it.
    private func welcome(_ request: Request) -> Markup {
        section(.class("wrap welcome"), .aria("labelledby", "welcome")) {
            h1(.id("welcome")) { "Nothing plays here yet" }
            p(.class("serif")) {
                if isUnclaimed { "This place is new. Make the first account, and it is yours." }
                " Upload a song, and every demo, mix and master of it after that; they stay together as one family."
            }
            div(.class("actions")) {
                if isMember {
                    a(.class("btn solid"), .href("/upload")) {
                        icon(.upload)
                        "Upload a song"
                    }
                } else if isUnclaimed {
                    a(.class("btn solid"), .href("/sign-up?next=%2Fupload")) { "Make the first account" }
                } else {
                    a(.class("btn solid"), .href("/sign-in?next=%2Fupload")) { "Sign in to upload" }
                }
                if let filling { filling.offer(request) }
            }
            if let filling { filling.promise }
        }
    }
}
