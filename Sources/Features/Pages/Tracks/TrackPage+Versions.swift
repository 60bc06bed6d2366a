internal import Catalog
internal import HTML
internal import Site

extension TrackPage {
    /// The versions in the order of their numbers, each a key that plays it.
    func family(_ versions: [VersionAnswer]) -> Markup {
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
        case .pending: return "being prepared"
        case .failed: return "stopped"
        case .lost: return "lost"
        case .ready:
            let length = Clock.length(milliseconds: Int(version.durationMs ?? 0))
            return "\(length) · \(version.createdAt.dayText)"
        }
    }
}
