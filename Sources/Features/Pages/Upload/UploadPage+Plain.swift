internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Site

extension UploadPage {
    /// The form for browsers without scripts: one file, sent with what it is to be.
    func plainForm(_ request: Request) -> Markup {
        form(
            .class("form"),
            .method("post"),
            .action(UploadPagePaths.upload()),
            .enctype("multipart/form-data")
        ) {
            csrfField(request)
            if let track {
                input(.type("hidden"), .name("track"), .value(track.id.text))
                labelField("plain")
            } else {
                line("Title", "title", "plain", .maxlength(200))
                choice("Who may hear it", "visibility", state, Self.visibilities)
                line("Tags, with commas between them", "tags", "plain")
            }
            div(.class("field")) {
                label(.for("field-file")) { "The file" }
                input(
                    .id("field-file"),
                    .type("file"),
                    .name("file"),
                    .accept(Self.accepted),
                    .aria("describedby", "hint-file"),
                    .required()
                )
                span(.class("hint"), .id("hint-file")) { "\(formats) \(roomInWords)" }
            }
            div { button(.class("btn solid")) { "Upload" } }
        }
    }
}
