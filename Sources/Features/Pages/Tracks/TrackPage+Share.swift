internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Site

extension TrackPage {
    /// What one gives away: a link, with the key where it takes one, and the player for other sites.
    var share: Markup {
        details(.class("share")) {
            summary(.class("btn quiet")) {
                icon(.share)
                "Share"
            }
            element("stemma-share", .class("share-sheet"), .data("version", version?.id.text)) {
                line("A link to this song", "link", origin + track.url)
                label(.class("check needs-scripts")) {
                    input(.type("checkbox"), .name("at"))
                    span {
                        "Begin at "
                        span(.class("tn"), .data("slot", "moment")) { "0:00" }
                    }
                }
                if track.visibility != .private { embedding }
            }
        }
    }

    private var embedding: Markup {
        fragment {
            line("The player, for your own site", "embed", embedCode)
            form(.class("embed-choices needs-scripts"), .aria("label", "How the player looks")) {
                radios("Size", "size", [("full", "Full"), ("compact", "Compact")])
                radios("Theme", "theme", [("auto", "As the reader’s"), ("light", "Light"), ("dark", "Dark")])
                label(.class("check")) {
                    input(.type("checkbox"), .name("own"))
                    "A colour of its own"
                    input(.type("color"), .name("accent"), .value("#2b62c9"), .aria("label", "The colour"))
                }
            }
            element(
                "iframe",
                .class("embed-preview needs-scripts"),
                .src(embedAddress),
                .title("The player as others will see it"),
                .loading("lazy"),
                .height(EmbedPaths.height)
            ) {}
        }
    }

    private func radios(
        _ title: String,
        _ name: String,
        _ choices: [(value: String, label: String)]
    ) -> Markup {
        fieldset(.class("field")) {
            legend { title }
            div(.class("choice")) {
                for (index, choice) in choices.enumerated() {
                    label {
                        input(.type("radio"), .name(name), .value(choice.value), .checked(index == 0))
                        choice.label
                    }
                }
            }
        }
    }

    /// A line to be copied, by a button where scripts run.
    private func line(_ name: String, _ part: String, _ text: String) -> Markup {
        div(.class("field")) {
            span(.class("label")) { name }
            copyLine(name, text, slot: part)
        }
    }

    private var embedAddress: String {
        let key = track.visibility == .unlisted ? key ?? track.shareKey : nil
        return EmbedPaths.track(track.id) + (key.map { "?key=\(PercentCoding.encode($0))" } ?? "")
    }

    private var embedCode: String {
        element(
            "iframe",
            .src(origin + embedAddress),
            Attribute("width", "100%"),
            .height(EmbedPaths.height),
            Attribute("frameborder", "0"),
            .title(track.title)
        ) {}.text
    }
}
