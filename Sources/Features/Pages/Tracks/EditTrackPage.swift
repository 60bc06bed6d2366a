internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Site

/// Where a track's people change what it says of itself and who may hear it.
struct EditTrackPage {
    var track: TrackAnswer
    var state: FormState
    var colour: PageColour

    /// What was done, as a sentence.
    var done: String?

    /// The form as the track stands.
    init(_ track: TrackAnswer, colour: PageColour) {
        self.track = track
        self.colour = colour
        state = FormState(values: Self.values(of: track))
    }

    func page(_ request: Request) -> WebPage {
        WebPage("Edit \(track.title)", colour: colour) {
            div(.class("wrap")) {
                div(.class("page-title")) {
                    h1 { "Edit" }
                    p(.class("serif")) { a(.class("link"), .href(track.url)) { track.title } }
                }
                if let done { p(.class("note"), .role("status")) { done } }
                sheet("The song") { songForm(request) }
                sheet("Artwork") { artworkForm(request) }
                if let versions = track.versions, versions.count > 1 {
                    sheet("Versions") { versionForms(versions, request) }
                }
                sheet("Delete") { deletion(request) }
            }
        }
    }

    private func sheet(_ title: String, @MarkupBuilder content: () -> Markup) -> Markup {
        section(.class("sheet-grid")) {
            h2 { title }
            div(.class("stack")) { content() }
        }
    }

    private func songForm(_ request: Request) -> Markup {
        form(.class("form"), .method("post"), .action(TrackPaths.edit(track.id))) {
            csrfField(request)
            state.notice
            field("Title", "title", state, .required(), .maxlength(200))
            choice("Who may hear it", "visibility", state, visibilityChoices)
            releaseField
            field("Tags", "tags", state, hint: "With commas between them")
            textField(
                "Liner notes",
                "description_md",
                state,
                hint: "Markdown works: *slanted*, **bold**, [a link](https://…)."
            )
            textField(
                "Credits",
                "credits",
                state,
                hint: "One person on each line: “mixer: Hanne Orrel, https://example.org”. "
                    + "They can be writer, producer, mixer, mastering, feature, musician or other."
            )
            div(.class("actions")) {
                button(.class("btn solid")) { "Save" }
                a(.class("btn quiet"), .href(track.url)) { "Back to the song" }
            }
        }
    }

    /// The form speaks UTC; a script shows and takes the reader's own time.
    private var releaseField: Markup {
        element("stemma-local-time") {
            field(
                "Appears on",
                "release_at",
                state,
                hint: "Leave it empty to bring the song out at once. Until then only you can hear it. "
                    + "The time is UTC.",
                .type("datetime-local")
            )
        }
    }

    private func artworkForm(_ request: Request) -> Markup {
        form(
            .class("form"),
            .method("post"),
            .action(TrackPaths.artwork(track.id)),
            .enctype("multipart/form-data")
        ) {
            csrfField(request)
            if track.artworkThumbUrl != nil { span(.class("art edit-art")) { thumb(track) } }
            div(.class("field")) {
                label(.for("field-artwork")) { "A picture, JPEG or PNG" }
                input(
                    .id("field-artwork"),
                    .type("file"),
                    .name("artwork"),
                    .accept("image/jpeg,image/png"),
                    .required()
                )
            }
            div { button(.class("btn")) { "Use this picture" } }
        }
    }

    private func versionForms(_ versions: [VersionAnswer], _ request: Request) -> Markup {
        table(.class("table folds")) {
            tbody {
                for version in versions {
                    tr {
                        td {
                            (version.versionLabel ?? version.title).map { "\(version.number) · \($0)" }
                                ?? "Version \(version.number)"
                        }
                        td { versionActions(version, request) }
                    }
                }
            }
        }
    }

    private func versionActions(_ version: VersionAnswer, _ request: Request) -> Markup {
        fragment {
            if version.id == track.primaryVersionId {
                span(.class("meta")) { "plays first" }
            } else {
                form(.method("post"), .action(TrackPaths.makePrimary(track.id, version.id))) {
                    csrfField(request)
                    button(.class("link"), .aria("label", "Play version \(version.number) first")) {
                        "Play it first"
                    }
                }
                details {
                    summary(.class("link"), .aria("label", "Delete version \(version.number)")) { "Delete" }
                    form(.method("post"), .action(TrackPaths.deleteVersion(track.id, version.id))) {
                        csrfField(request)
                        button(.class("link")) { "Delete this version for good" }
                    }
                }
            }
        }
    }

    private func deletion(_ request: Request) -> Markup {
        details {
            summary(.class("btn danger")) { "Delete the song" }
            form(.class("form section-small"), .method("post"), .action(TrackPaths.delete(track.id))) {
                csrfField(request)
                p { "All its versions and comments go with it. After 30 days the files are gone too." }
                div { button(.class("btn danger")) { "Delete it with all versions" } }
            }
        }
    }
}

extension EditTrackPage {
    private var visibilityChoices: [(value: String, label: String)] {
        [
            (Visibility.public.rawValue, "Everyone"), (Visibility.unlisted.rawValue, "With the link"),
            (Visibility.private.rawValue, "Only me"),
        ]
    }

    private static func values(of track: TrackAnswer) -> [String: String] {
        [
            "title": track.title,
            "visibility": track.visibility.rawValue,
            "release_at": track.releaseAt.map { String($0.description.prefix(16)) } ?? "",
            "tags": track.tags.joined(separator: ", "),
            "description_md": track.descriptionMd,
            "credits": (track.credits ?? []).map(CreditLine.text).joined(separator: "\n"),
        ]
    }
}
