internal import Catalog
internal import HTML

extension TrackPage {
    var about: Markup {
        let notes = track.descriptionHtml ?? ""
        let credits = track.credits ?? []
        let versions = track.versions ?? []
        let tellsVersions = versions.count > 1 || (track.mayEdit && !versions.isEmpty)
        return element("stemma-tabs") {
            nav(.class("tabs"), .aria("label", "About this song")) {
                if let comments {
                    a(.href("#comments")) {
                        "Comments"
                        sup(.data("count", "comments")) {
                            comments.total == 0 ? "" : Wording.thousands(comments.total)
                        }
                    }
                }
                if !notes.isEmpty { a(.href("#notes")) { "Liner notes" } }
                if !credits.isEmpty { a(.href("#credits")) { "Credits" } }
                if tellsVersions {
                    a(.href("#versions")) {
                        "Versions"
                        sup { String(versions.count) }
                    }
                }
                if plays != nil { a(.href("#plays")) { "Plays" } }
            }
            if let comments { panel("comments", "Comments") { comments.markup } }
            if !notes.isEmpty {
                panel("notes", "Liner notes") {
                    div(.class("notes prose")) { Markup(unescaped: notes) }
                }
            }
            if !credits.isEmpty { panel("credits", "Credits") { creditList(credits) } }
            if tellsVersions { panel("versions", "Versions") { versionTable(versions) } }
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
