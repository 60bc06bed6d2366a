internal import Catalog
internal import HTML
internal import Site

extension TrackPage {
    /// The versions along the line of the song, in the order of their numbers, each a key that plays it.
    func family(_ versions: [VersionAnswer]) -> Markup {
        section(.class("section"), .aria("labelledby", "family")) {
            div(.class("section-head")) {
                h2(.id("family")) {
                    versions.count == 1
                        ? "One version so far"
                        : "\(Wording.versions(versions.count).firstUppercased), one song"
                }
                if track.mayEdit {
                    a(.class("link meta"), .href("/upload?track=\(track.id)")) { "Add a version" }
                }
            }
            div(.class("stemma-frame")) {
                ol(.class("stemma family")) {
                    for version in versions { node(Song(track, version, key: key)) }
                }
            }
        }
    }

    private func node(_ song: Song) -> Markup {
        let version = song.version
        let isShown = version.id == self.version?.id
        return li(.class(version.status == .lost ? "is-lost" : nil)) {
            if song.isPlayable { song.key(named: version.name) } else { siglum(version) }
            a(.class("ver"), .href(song.address), .aria("current", isShown ? "true" : nil)) {
                // Keys need scripts; without them the number is read here.
                if song.isPlayable { noscript { siglum(version) } }
                b { version.name }
                small(.class("tn")) { facts(of: version) }
            }
            if version.status == .ready { song.strip(isNamed: false) }
        }
    }

    private func siglum(_ version: VersionAnswer) -> Markup {
        span(.class(version.status == .lost ? "siglum lost" : "siglum")) { String(version.number) }
    }

    @MarkupBuilder private func facts(of version: VersionAnswer) -> Markup {
        switch version.status {
        case .pending: "being prepared"
        case .failed: "stopped"
        case .lost: "lost"
        case .ready:
            span { Clock.length(milliseconds: Int(version.durationMs ?? 0)) }
            " "
            span(.class("since")) { version.createdAt.dayText }
        }
    }
}

extension VersionAnswer {
    /// What people call it: its label or title, else its kind, else its number.
    var name: String {
        versionLabel ?? title ?? versionType?.words.firstUppercased ?? "Version \(number)"
    }
}
