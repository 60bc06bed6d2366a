internal import Catalog
internal import Essentials
internal import HTML
internal import HTTP
internal import Site
internal import Social

/// A track's comments and the forms around them.
struct Thread {
    var comments: [CommentView]

    /// How many there are in all, answers included.
    var total: Int

    /// Where this part of them begins, as the address says it; nil at the start.
    var stretch: String?
    var earlier: Cursor?
    var later: Cursor?

    /// Where there are others, before and after these.
    var elsewhere: [Talk.Place]
    var trackID: ID<Track>
    var versionID: ID<Version>

    /// The page's own address, to come back to.
    var pageAddress: String
    var key: String?
    var isMember: Bool

    /// Whether there is anything to be heard that could be spoken of.
    var isOpen = true
    var csrf: Markup

    /// Whether there are more than these.
    private var isPart: Bool { earlier != nil || later != nil }

    /// The element that scripts keep up to date.
    var markup: Markup {
        element(
            "stemma-comments",
            .data("track", trackID.text),
            .data("version", versionID.text),
            .data(
                "fragment",
                fragmentAddress
            )
        ) {
            writer
            list
            if isPart { ways }
            p(.class("nothing-yet serif"), .hidden(!comments.isEmpty || !isOpen)) {
                "Nobody has said anything yet. Say what you hear, at the moment where you hear it."
            }
        }
    }

    /// The list alone.
    var list: Markup {
        ol(.class("thread"), .data("total", String(total))) { for comment in comments { entry(comment) } }
    }

    /// The page of the song with the comments from a place on.
    static func address(_ page: String, from start: Cursor) -> String {
        page + (page.contains("?") ? "&" : "?") + "comments=\(start)"
    }

    private var fragmentAddress: String {
        let plain = CommentPagePaths.thread(trackID) + keyQuery
        guard let stretch, let start = Cursor(stretch) else { return plain }
        return Self.address(plain, from: start)
    }

    /// Where the comments go on, and as marks for the waveform, where else there are some.
    private var ways: Markup {
        fragment {
            nav(.class("more ways"), .aria("label", "More comments")) {
                if let earlier { way(to: earlier, "Earlier in the song") }
                if let later { way(to: later, "Later in the song") }
            }
            ol(.class("elsewhere"), .hidden()) {
                for place in elsewhere {
                    li(
                        .class("comment"),
                        .id("more-\(place.at)"),
                        .data("ms", String(place.at)),
                        .data("by", Wording.comments(place.count)),
                        .data("href", Self.address(pageAddress, from: place.start) + "#comments")
                    )
                }
            }
        }
    }

    private func way(to start: Cursor, _ words: String) -> Markup {
        a(.class("btn"), .href(Self.address(pageAddress, from: start) + "#comments")) { words }
    }

    private var writer: Markup {
        guard isOpen else {
            return p(.class("write-hint")) { "Comments open as soon as this version can be heard." }
        }
        guard isMember else {
            return p(.class("write-hint")) {
                a(.class("link"), .href(DoorPaths.withNext(DoorPaths.signIn(), pageAddress))) { "Sign in" }
                " to say something about a moment of this song."
            }
        }
        return form(
            .class("write"),
            .method("post"),
            .action(CommentPagePaths.thread(trackID)),
            .data("main", ""),
            .data("call", postCall)
        ) {
            csrf
            input(.type("hidden"), .name("track_id"), .value(trackID.text))
            input(.type("hidden"), .name("version_id"), .value(versionID.text))
            hiddenKey
            input(
                .class("moment tn"),
                .name("at"),
                .value("0:00"),
                .aria("label", "At"),
                .inputmode("numeric"),
                .pattern("[0-9]+(:[0-5]?[0-9]){0,2}"),
                .required()
            )
            textarea(
                .name("body_md"),
                .rows(1),
                .required(),
                .maxlength(Comment.maximumLength),
                .aria("label", "Your comment"),
                .placeholder("Say something about this moment")
            )
            button(.class("btn")) { "Post" }
        }
    }

    /// The API's call for a new comment.
    var postCall: String { "POST /api/v1/comments\(keyQuery)" }

    var keyQuery: String { key.map { "?key=\(PercentCoding.encode($0))" } ?? "" }

    var hiddenKey: Markup {
        fragment {
            input(.type("hidden"), .name("back"), .value(pageAddress))
            if isPart { input(.type("hidden"), .name("is_part"), .value("1")) }
            if let key { input(.type("hidden"), .name("key"), .value(key)) }
        }
    }
}

extension Thread {
    private func entry(_ comment: CommentView) -> Markup {
        li(
            .class(comment.isHidden ? "comment is-hidden" : "comment"),
            .id("c-\(comment.id)"),
            .data("ms", String(comment.atMS)),
            .data("by", comment.name),
            .data("stamp", comment.stamp)
        ) {
            a(.class("at tn"), .href("#t=\(Clock.text(milliseconds: comment.atMS))")) {
                Clock.text(milliseconds: comment.atMS)
            }
            face(of: comment.handle)
            div(.class("body")) {
                byline(of: comment)
                said(comment)
                actions(for: comment, answersTo: comment)
                div(.class("replies")) { for reply in comment.replies { self.reply(reply, to: comment) } }
            }
        }
    }

    private func reply(_ reply: CommentView, to comment: CommentView) -> Markup {
        div(
            .class(reply.isHidden ? "reply is-hidden" : "reply"),
            .id("c-\(reply.id)"),
            .data("stamp", reply.stamp)
        ) {
            face(of: reply.handle)
            div {
                byline(of: reply)
                said(reply)
                actions(for: reply, answersTo: nil)
            }
        }
    }

    private func said(_ comment: CommentView) -> Markup {
        guard let html = comment.html else {
            return p(.class("said is-gone")) { "This comment is no longer here." }
        }
        return div(.class("said prose")) { Markup(unescaped: html) }
    }

    private func byline(of comment: CommentView) -> Markup {
        p(.class("by")) {
            a(.href(CatalogPaths.artist(comment.handle))) { comment.name }
            moment(comment.writtenAt)
            if comment.isEdited { span { "edited" } }
            if comment.isHidden { span { "hidden from others" } }
        }
    }

    /// Answer, edit, hide, delete, each for those who may; they open and post without scripts too.
    private func actions(for comment: CommentView, answersTo parent: CommentView?) -> Markup {
        div(.class("under")) {
            if let parent, isMember, isOpen, parent.html != nil { replyForm(to: parent) }
            if comment.mayEdit { editForm(of: comment) }
            if comment.mayHide {
                small(
                    comment.isHidden ? "Show" : "Hide",
                    to: CommentPagePaths.hide(comment.id),
                    "PATCH /api/v1/comments/\(comment.id)"
                ) {
                    input(
                        .type("hidden"),
                        .name("visibility"),
                        .value(comment.isHidden ? "visible" : "hidden")
                    )
                }
            }
            if comment.mayDelete {
                details {
                    summary(.class("link")) { "Delete" }
                    small(
                        "Delete it for good",
                        to: CommentPagePaths.delete(comment.id),
                        "DELETE /api/v1/comments/\(comment.id)"
                    ) { .nothing }
                }
            }
        }
    }

    private func replyForm(to parent: CommentView) -> Markup {
        details {
            summary(.class("link")) { "Answer" }
            form(
                .class("write"),
                .method("post"),
                .action(CommentPagePaths.thread(trackID)),
                .data("call", postCall)
            ) {
                csrf
                input(.type("hidden"), .name("track_id"), .value(trackID.text))
                input(.type("hidden"), .name("version_id"), .value(versionID.text))
                input(.type("hidden"), .name("parent_id"), .value(parent.id.text))
                input(.type("hidden"), .name("at_ms"), .value(String(parent.atMS)))
                hiddenKey
                textarea(
                    .name("body_md"),
                    .rows(1),
                    .required(),
                    .maxlength(Comment.maximumLength),
                    .aria("label", "Your answer to \(parent.name)")
                )
                button(.class("btn")) { "Answer" }
            }
        }
    }

    private func editForm(of comment: CommentView) -> Markup {
        details {
            summary(.class("link")) { "Edit" }
            form(
                .class("write"),
                .method("post"),
                .action(CommentPagePaths.edit(comment.id)),
                .data("call", "PATCH /api/v1/comments/\(comment.id)")
            ) {
                csrf
                hiddenKey
                textarea(
                    .name("body_md"),
                    .rows(2),
                    .required(),
                    .maxlength(Comment.maximumLength),
                    .aria("label", "The text of your comment")
                ) {
                    "\n\(comment.source)"
                }
                button(.class("btn")) { "Save" }
            }
        }
    }

    private func small(
        _ label: String,
        to action: String,
        _ call: String,
        @MarkupBuilder fields: () -> Markup
    ) -> Markup {
        form(.method("post"), .action(action), .data("call", call)) {
            csrf
            hiddenKey
            fields()
            button(.class("link")) { label }
        }
    }
}
