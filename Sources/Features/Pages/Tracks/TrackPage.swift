internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Markdown
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

    private var song: Song? { version.map { Song(track, $0, key: key) } }

    func page(_ request: Request) -> WebPage {
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

    /// A link to give away, with the key where it takes one; copied by a button where scripts run.
    private var share: Markup {
        details {
            summary(.class("btn quiet")) {
                icon(.share)
                "Share"
            }
            element("stemma-copy", .class("share-line")) {
                input(
                    Attribute("readonly", isPresent: true),
                    .value(origin + track.url),
                    .aria("label", "Link to this song")
                )
                button(.type("button"), .class("btn"), .hidden()) {
                    icon(.link)
                    "Copy"
                }
            }
        }
    }

    /// What the track's people are told while it is made, or where that failed.
    private func state(of version: VersionAnswer, _ request: Request) -> Markup {
        switch version.status {
        case .failed:
            div(.class("trouble section"), .role("alert")) {
                h2 { "This version could not be made." }
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
                        ? "This version is being listened to. You can already play it."
                        : "This version is being listened to. The first seconds will be playable in a moment."
                }
                progress(
                    Attribute("max", "100"),
                    .value(String(Int(version.progress * 100))),
                    .aria("label", "Reading the file")
                )
            }
        case .ready, .lost: .nothing
        }
    }

    private func stage(_ song: Song) -> Markup {
        section(.class("bleed track-wave"), .aria("label", "Waveform")) {
            div(.class("pinned")) {
                element("stemma-pins", .class("pins")) {}
                song.slider("hero")
            }
            p(.class("times tn")) {
                span { "0:00" }
                span { Clock.text(milliseconds: song.length) }
            }
            div(.class("quote")) {}
            if let soundFile {
                noscript {
                    audio(
                        .class("no-script-player"),
                        Attribute("controls", isPresent: true),
                        Attribute("preload", "none"),
                        .src(soundFile)
                    )
                }
            }
        }
    }
}

extension TrackPage {
    /// The versions in the order of their numbers, each a key that plays it.
    private func family(_ versions: [VersionAnswer]) -> Markup {
        section(.class("section"), .aria("labelledby", "family")) {
            div(.class("section-head")) {
                h2(.id("family")) {
                    versions.count == 1
                        ? "Versions" : "\(Wording.versions(versions.count).firstUppercased), one song"
                }
                if track.mayEdit {
                    a(.class("link meta"), .href("/upload?track=\(track.id)")) { "Add a version" }
                }
            }
            ol(.class("versions family")) { for version in versions { node(version) } }
        }
    }

    private func node(_ version: VersionAnswer) -> Markup {
        li {
            a(
                .class("ver"),
                .href(address(of: version)),
                .aria("current", version.id == self.version?.id ? "true" : nil)
            ) {
                span(.class(version.status == .lost ? "siglum lost" : "siglum")) { String(version.number) }
                span {
                    b { name(of: version) }
                    small(.class("tn")) { facts(of: version) }
                }
            }
        }
    }

    private func address(of version: VersionAnswer) -> String {
        track.url + (track.url.contains("?") ? "&" : "?") + "v=\(version.number)"
    }

    private func name(of version: VersionAnswer) -> String {
        version.versionLabel ?? version.title ?? version.versionType?.words.firstUppercased
            ?? "Version \(version.number)"
    }

    private func facts(of version: VersionAnswer) -> String {
        switch version.status {
        case .pending: return "being read"
        case .failed: return "stopped"
        case .lost: return "lost"
        case .ready:
            let length = Clock.text(milliseconds: Int(version.durationMs ?? 0))
            return "\(length) · \(version.createdAt.dayText)"
        }
    }

    private var about: Markup {
        let notes = track.descriptionHtml ?? ""
        let credits = track.credits ?? []
        return element("stemma-tabs") {
            nav(.class("tabs"), .aria("label", "About this song")) {
                if let comments {
                    a(.href("#comments")) {
                        "Comments"
                        sup(.data("count", "comments")) { comments.count == 0 ? "" : String(comments.count) }
                    }
                }
                if !notes.isEmpty { a(.href("#notes")) { "Liner notes" } }
                if !credits.isEmpty { a(.href("#credits")) { "Credits" } }
                if plays != nil { a(.href("#plays")) { "Plays" } }
            }
            if let comments { panel("comments", "Comments") { comments.markup } }
            if !notes.isEmpty {
                panel("notes", "Liner notes") {
                    div(.class("notes prose")) { Markup(unescaped: notes) }
                }
            }
            if !credits.isEmpty { panel("credits", "Credits") { creditList(credits) } }
            if let plays { panel("plays", "Plays") { plays.markup } }
        }
    }

    private func panel(_ id: String, _ title: String, @MarkupBuilder content: () -> Markup) -> Markup {
        section(.id(id)) {
            h2 { title }
            content()
        }
    }

    private func creditList(_ credits: [CreditAnswer]) -> Markup {
        ul(.class("credits")) {
            for credit in credits {
                li {
                    span { credit.role.words }
                    b {
                        if let url = credit.url {
                            a(.class("link"), .href(url), .rel("noopener ugc nofollow")) { credit.personName }
                        } else {
                            credit.personName
                        }
                    }
                }
            }
        }
    }

    private var aside: Markup {
        HTML.aside(.class("stack"), .aria("label", "Facts")) {
            dl(.class("facts")) {
                fact("Released", released)
                fact("Length", version?.durationMs.map { Clock.text(milliseconds: Int($0)) })
                fact("Loudness", loudness)
                fact("Sound", Wording.sound(rate: version?.sampleRate, channels: version?.channels))
                fact("Played", track.counts.map { Wording.times($0.plays) })
            }
            if !track.tags.isEmpty {
                ul(.class("tags"), .aria("label", "Tags")) {
                    for tag in track.tags { li { a(.href(HomePaths.tag(tag))) { tag } } }
                }
            }
        }
    }

    private func fact(_ name: String, _ value: String?) -> Markup {
        guard let value else { return .nothing }
        return fragment {
            dt { name }
            dd(.class("tn")) { value }
        }
    }

    private var released: String {
        if let release = track.releaseAt, release > .now { return "on \(release.dayText)" }
        switch track.visibility {
        case .private: return "not yet"
        case .unlisted: return "to those with the link"
        case .public: return track.publishedAt.dayText
        }
    }

    private var loudness: String? {
        guard let loudness = version?.loudnessLufs else { return nil }
        let peak = version?.truePeakDbtp.map { ", peak \(Wording.tenths($0))" } ?? ""
        return "\(Wording.tenths(loudness)) LUFS\(peak)"
    }

    private var shelf: Markup {
        section(.class("section"), .aria("labelledby", "shelf")) {
            div(.class("section-head")) { h2(.id("shelf")) { "Next to it on the shelf" } }
            ol(.class("rows")) { for track in related { trackRow(track) } }
        }
    }
}

extension Credit.Role {
    /// As it stands in a list of credits.
    fileprivate var words: String {
        switch self {
        case .writer: "Written by"
        case .producer: "Produced by"
        case .mixer: "Mixed by"
        case .mastering: "Mastered by"
        case .feature: "With"
        case .musician: "Played by"
        case .other: "And"
        }
    }
}

extension String {
    /// The text with a capital at its start.
    var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}
