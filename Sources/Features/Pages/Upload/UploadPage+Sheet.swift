internal import Catalog
internal import Essentials
internal import HTML
internal import Site

extension UploadPage {
    /// What one file is to be, kept as it is typed; scripts copy it.
    var sheet: Markup {
        form(.class("form sheet"), .aria("labelledby", "sheet-name")) {
            h2(.id("sheet-name"), .data("slot", "sheet-name")) {}
            if track == nil {
                if !songs.isEmpty { familyField }
                div(.class("form"), .data("slot", "song-fields")) { songFields }
            }
            labelField("sheet")
            if track == nil {
                button(.type("button"), .class("link"), .data("do", "same-for-all"), .hidden()) {
                    "Give all files these tags and listeners"
                }
            }
            p(.class("meta"), .data("slot", "saved")) { "Kept as you type." }
        }
    }

    /// Whether it is a new song or a version of one.
    private var familyField: Markup {
        div(.class("field")) {
            label(.for("sheet-for_track")) { "It is" }
            select(.id("sheet-for_track"), .name("for_track")) {
                option(.value("")) { "a new song" }
                element("optgroup", Attribute("label", "a new version of")) {
                    for song in songs { option(.value(song.id.text)) { song.title } }
                }
            }
        }
    }

    private var songFields: Markup {
        fragment {
            line("Title", "title", "sheet", .maxlength(200))
            if artists.count > 1 { artistField }
            choice("Who may hear it", "visibility", FormState(), Self.visibilities)
            releaseField
            line("Tags, with commas between them", "tags", "sheet")
            div(.class("field")) {
                label(.for("sheet-description_md")) { "Liner notes" }
                textarea(.id("sheet-description_md"), .name("description_md"), .rows(3)) {}
            }
            pictureField
        }
    }

    private var artistField: Markup {
        div(.class("field"), .data("slot", "artist-field")) {
            label(.for("sheet-artist_id")) { "By" }
            select(.id("sheet-artist_id"), .name("artist_id")) {
                for artist in artists { option(.value(artist.id.text)) { artist.name } }
            }
        }
    }

    private var releaseField: Markup {
        div(.class("field")) {
            label(.for("sheet-release_at")) { "Appears on (empty: at once)" }
            input(
                .id("sheet-release_at"),
                .name("release_at"),
                .type("datetime-local"),
                .aria("describedby", "sheet-plan")
            )
            p(.class("plan"), .id("sheet-plan"), .data("slot", "plan")) {}
        }
    }

    private var pictureField: Markup {
        div(.class("field")) {
            span(.class("label")) { "Picture" }
            div(.class("picture")) {
                span(.class("art"), .data("slot", "picture")) {}
                label(.class("btn")) {
                    "Choose a picture"
                    input(
                        .class("vh"),
                        .type("file"),
                        .data("slot", "picture-input"),
                        .accept("image/jpeg,image/png,image/webp")
                    )
                }
            }
            span(.class("hint")) {
                "Without one, the file’s own cover is taken, or one is drawn from the music."
            }
        }
    }

    /// What tells a version from the others of its song.
    func labelField(_ place: String) -> Markup {
        line("What sets this version apart, as in “radio edit”", "version_label", place, .maxlength(100))
    }

    func line(_ name: String, _ field: String, _ place: String, _ attributes: Attribute...) -> Markup {
        let own: [Attribute] = [.id("\(place)-\(field)"), .name(field), .value(state.values[field])]
        return div(.class("field")) {
            label(.for("\(place)-\(field)")) { name }
            Markup.element(Tag("input", isVoid: true), own + attributes, .nothing)
        }
    }

    static let visibilities = [
        (Visibility.public.rawValue, "Everyone"), (Visibility.unlisted.rawValue, "With the link"),
        (Visibility.private.rawValue, "Only me"),
    ]

    private func select(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup) -> Markup {
        .element(Tag("select"), attributes, content())
    }

    private func option(_ attributes: Attribute..., @MarkupBuilder content: () -> Markup) -> Markup {
        .element(Tag("option"), attributes, content())
    }
}
