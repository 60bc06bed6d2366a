import Catalog
import Essentials
import HTTP
import Stage
import Support
import Testing

import struct Social.Comment

@testable import Social

struct CommentRouteTests {
    @Test(arguments: TestDatabase.allCases)
    func `a comment is made, changed and deleted over the API`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let made = try await post(#""at_ms":42000,"body_md":"What a *drop*""#, scene)
            #expect(made.status == 201)
            #expect(made.json("success") == .boolean(true))
            #expect(made.string("data", "comment", "body_html")?.contains("<em>drop</em>") == true)
            #expect(made.json("data", "comment", "at_ms") == .number(42_000))
            #expect(made.string("data", "comment", "version_id") == scene.version.text)
            #expect(made.string("data", "comment", "user", "handle") == "leo")
            #expect(made.json("data", "comment", "is_deleted") == .boolean(false))
            let path = "/api/v1/comments/\(try #require(made.string("data", "comment", "id")))"
            let changed = try await scene.browser.ask(
                .patch,
                path,
                as: scene.leo.viewer,
                json: #"{"body_md":"**yes**","visibility":null}"#
            )
            #expect(changed.status == 200)
            #expect(changed.string("data", "comment", "body_md") == "**yes**")
            #expect(changed.string("data", "comment", "edited_at") != nil)
            #expect(try await scene.browser.ask(.delete, path, as: scene.leo.viewer).status == 200)
            #expect(try await scene.browser.ask(.delete, path, as: scene.leo.viewer).status == 404)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `the list goes by place, page after page, nothing twice`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            for place: Int64 in [9, 3, 3, 7, 3, 100_000, 20] {
                try await scene.say("\(place)", at: place, by: scene.leo)
            }
            let path = "/api/v1/tracks/\(scene.track)/comments?limit=2"
            var seen: [JSONValue] = []
            var next: String? = ""
            while let cursor = next {
                let page = try await scene.browser.get(cursor.isEmpty ? path : "\(path)&cursor=\(cursor)")
                #expect(page.list("data").count <= 2)
                seen += page.list("data")
                next = page.string("page", "next")
            }
            let places = seen.map { comment -> JSONValue? in
                if case .object(let members) = comment { members["at_ms"] } else { nil }
            }
            #expect(places == [3, 3, 3, 7, 9, 20, 100_000].map(JSONValue.number))
            #expect(Set(seen).count == 7)
        }
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "<script"), ("<img src=x onerror=alert(1)>", "<img"),
        ("[x](javascript:alert(1))", "javascript:"), ("[x](JaVaScRiPt&colon;alert(1))", "href=\"J"),
        ("![x](data:text/html,hi)", "data:"), ("<a href=\"x\" onclick=y>", "<a href=\"x\""),
        ("[x](https://e.example/\" onmouseover=\"a)", "onmouseover=\"a"),
    ])
    func `Markdown brings no markup of its own`(source: String, evil: String) async throws {
        try await Scene.run(on: .sqlite) { scene in
            let comment = try await scene.say(source, by: scene.leo)
            let html = CommentAnswer(comment).bodyHtml
            #expect(!html.contains(evil), "\(html)")
        }
    }

    @Test(arguments: [
        (#""at_ms":1"#, "body_md"), (#""at_ms":1,"body_md":"""#, "body_md"),
        (#""at_ms":1,"body_md":" \n\t ""#, "body_md"), (#""at_ms":1,"body_md":"a\u0000b""#, "body_md"),
        (#""at_ms":1,"body_md":7"#, "body_md"), (#""body_md":"x""#, "at_ms"),
        (#""at_ms":-1,"body_md":"x""#, "at_ms"), (#""at_ms":180001,"body_md":"x""#, "at_ms"),
        (#""at_ms":1,"body_md":"x","parent_id":"x""#, "parent_id"),
        (#""at_ms":1,"body_md":"x","version_id":"x""#, "version_id"),
    ])
    func `a bad field is named`(fields: String, field: String) async throws {
        try await Scene.run(on: .sqlite) { scene in
            let answer = try await post(fields, scene)
            #expect(answer.status == 422)
            #expect(answer.string("error", "fields", field) != nil, "\(answer.text)")
        }
    }

    @Test func `what there isn't to answer is named too`() async throws {
        try await Scene.run(on: .sqlite) { scene in
            let answer = try await post(#""body_md":"x","parent_id":"\#(ID<Comment>())""#, scene)
            #expect(answer.status == 404)
            #expect(answer.string("error", "fields", "parent_id") != nil)
        }
    }

    @Test(arguments: ["1e40", "1.5", "9223372036854775808", "NaN"])
    func `a place is a whole number`(number: String) async throws {
        try await Scene.run(on: .sqlite) { scene in
            let answer = try await post(#""at_ms":\#(number),"body_md":"x""#, scene)
            #expect(answer.status == 400)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a comment has at most 5000 characters, however wide`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            for letter in ["a", "ä", "🎧"] {
                let most = String(repeating: letter, count: Comment.maximumLength)
                let kept = try await scene.say(most, by: scene.leo)
                #expect(kept.source == most)
                await #expect(throws: SocialError.self) { try await scene.say(most + "a", by: scene.leo) }
            }
        }
    }

    @Test(arguments: ["{}", #"{"body_md":null}"#, #"{"visibility":"secret"}"#, #"{"body_md":""}"#])
    func `a change says what it changes`(json: String) async throws {
        try await Scene.run(on: .sqlite) { scene in
            let comment = try await scene.say("Hm", by: scene.mia)
            let path = "/api/v1/comments/\(comment.id)"
            let answer = try await scene.browser.ask(.patch, path, as: scene.mia.viewer, json: json)
            #expect(answer.status == 422)
        }
    }

    @Test func `the list needs no scan and no sort`() async throws {
        for engine in TestDatabase.allCases {
            try await Scene.run(on: engine) { scene in
                let database = scene.stage.database
                for viewer in [.anonymous, scene.leo.viewer, scene.admin.viewer] {
                    for cursor in [nil, Cursor("7", ID<Comment>().text)] {
                        let list = Comment.listSQL(on: scene.track, for: viewer, after: cursor, limit: 20)
                        try await PlanGuard.expectNoSort(list, in: database)
                    }
                }
                let counts = Comment.countsSQL(on: [scene.track, ID<Track>()])
                try await PlanGuard.expectNoFullScan(counts, in: database)
            }
        }
    }

    private func post(_ fields: String, _ scene: Scene) async throws -> Answer {
        try await scene.browser.ask(
            .post,
            "/api/v1/comments",
            as: scene.leo.viewer,
            json: #"{"track_id":"\#(scene.track)",\#(fields)}"#
        )
    }
}
