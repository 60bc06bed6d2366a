import Essentials
import HTML
import Testing

@testable import Pages

@Suite struct CommentMarkupTests {
    func comment(_ change: (inout CommentView) -> Void = { _ in }) -> CommentView {
        var view = CommentView(
            id: ID(),
            atMS: 42_500,
            handle: "jun",
            name: "<b>Jun</b>",
            html: "<p>safe</p>",
            source: "a < b",
            writtenAt: Instant(milliseconds: 0),
            isEdited: false,
            isHidden: false,
            mayEdit: false,
            mayDelete: false,
            mayHide: false
        )
        change(&view)
        return view
    }

    func thread(_ comments: [CommentView], isMember: Bool = true) -> Thread {
        Thread(
            comments: comments,
            total: comments.count,
            elsewhere: [],
            trackID: ID(),
            versionID: ID(),
            pageAddress: "/@a/b",
            key: nil,
            isMember: isMember,
            csrf: .nothing
        )
    }

    @Test func `a comment leads to its moment, its author's name is escaped, its own markup kept`() {
        let markup = thread([comment()]).list.text
        #expect(markup.contains(##"<a class="at tn" href="#t=0:42">0:42</a>"##))
        #expect(markup.contains("&lt;b&gt;Jun&lt;/b&gt;") && !markup.contains("<b>Jun</b>"))
        #expect(markup.contains("<p>safe</p>"))
    }

    @Test func `only those who may are offered to edit, hide or delete`() {
        let foreign = thread([comment()]).list.text
        #expect(!foreign.contains("Edit") && !foreign.contains("Hide") && !foreign.contains("Delete"))
        let own = thread([comment { ($0.mayEdit, $0.mayDelete) = (true, true) }]).list.text
        #expect(
            own.contains("Edit") && own.contains("Delete") && own.contains("a &lt; b")
                && !own.contains("Hide")
        )
    }

    @Test func `who isn't signed in is led to the door and back`() {
        let markup = thread([comment()], isMember: false).markup.text
        #expect(!markup.contains("<textarea"))
        #expect(markup.contains(#"href="/sign-in?next=%2F%40a%2Fb""#))
    }

    @Test func `a deleted comment says so and keeps its answers`() {
        let markup = thread([comment { view in (view.html, view.replies) = (nil, [comment()]) }])
        #expect(markup.list.text.contains("This comment is no longer here."))
        #expect(markup.list.text.contains("<p>safe</p>"))
        #expect(markup.list.text.ranges(of: #" id="c-"#).count == 2)
    }

    @Test func `the stamp changes with everything that is shown`() {
        let stamps = [
            comment(), comment { $0.html = "<p>other</p>" }, comment { $0.isHidden = true },
            comment { $0.isEdited = true }, comment { view in view.replies = [comment()] },
        ].map(\.stamp)
        #expect(Set(stamps).count == stamps.count)
    }
}
