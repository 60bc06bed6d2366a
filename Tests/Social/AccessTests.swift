import Catalog
import Essentials
import HTTP
import Stage
import Support
import Testing

import struct Social.Comment

@testable import Social

/// Who may do what to a comment of leo's on mia's song, asked over the API.
struct AccessTests {
    enum Deed: CaseIterable {
        case read, comment, answer, edit, hide, delete
    }

    /// The statuses of the deeds, in their order, for one of the people.
    struct Row: CustomTestStringConvertible {
        var who: String
        var statuses: [Int]

        var testDescription: String { who }
    }

    // swift-format-ignore
    static let onPublicTrack: [Row] = [
        //                   read comment answer edit hide delete
        Row(who: "anonymous", statuses: [200, 401, 401, 401, 401, 401]),
        Row(who: "stranger", statuses:  [200, 201, 201, 403, 403, 403]),
        Row(who: "author", statuses:    [200, 201, 201, 200, 403, 200]),
        Row(who: "owner", statuses:     [200, 201, 201, 403, 200, 200]),
        Row(who: "member", statuses:    [200, 201, 201, 403, 200, 200]),
        Row(who: "moderator", statuses: [200, 201, 201, 403, 200, 200]),
        Row(who: "admin", statuses:     [200, 201, 201, 403, 200, 200]),
    ]

    // swift-format-ignore
    static let onPrivateTrack: [Row] = [
        Row(who: "anonymous", statuses: [404, 401, 401, 401, 401, 401]),
        Row(who: "stranger", statuses:  [404, 404, 404, 404, 404, 404]),
        // What they wrote while they saw the track stays theirs.
        Row(who: "author", statuses:    [404, 404, 404, 200, 403, 200]),
        Row(who: "owner", statuses:     [200, 201, 201, 403, 200, 200]),
        Row(who: "member", statuses:    [200, 201, 201, 403, 200, 200]),
        Row(who: "moderator", statuses: [404, 404, 404, 404, 404, 404]),
        Row(who: "admin", statuses:     [200, 201, 201, 403, 200, 200]),
    ]

    @Test(arguments: TestDatabase.allCases)
    func `every cell of the public table holds`(engine: TestDatabase) async throws {
        try await expect(Self.onPublicTrack, on: engine)
    }

    @Test(arguments: TestDatabase.allCases)
    func `every cell of the private table holds`(engine: TestDatabase) async throws {
        try await expect(Self.onPrivateTrack, on: engine) { scene in
            var edit = TrackEdit()
            edit.visibility = .private
            try await scene.stage.catalog.edit(scene.track, edit, by: scene.mia.viewer)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `an unlisted track takes comments from who holds its key`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let song = try await scene.stage.track("Quiet", by: scene.mia, .unlisted)
            let key = try await scene.stage.key(of: song.track)
            let list = "/api/v1/tracks/\(song.track)/comments"
            for (query, status) in [("", 404), ("?key=wrong\(key.dropFirst(5))", 404), ("?key=\(key)", 200)] {
                #expect(try await scene.browser.get(list + query).status == status, "\(query)")
                let posted = try await scene.browser.ask(
                    .post,
                    "/api/v1/comments\(query)",
                    as: scene.leo.viewer,
                    json: #"{"track_id":"\#(song.track)","at_ms":1,"body_md":"psst"}"#
                )
                #expect(posted.status == (status == 200 ? 201 : 404), "\(query)")
            }
            let heard = try await scene.browser.get("\(list)?key=\(key)")
            let id = try #require(heard.list("data").first.flatMap(identifier))
            // The author needs no key for what is their own.
            let path = "/api/v1/comments/\(id)"
            let edited = try await scene.browser.ask(
                .patch,
                path,
                as: scene.leo.viewer,
                json: #"{"body_md":"shh"}"#
            )
            #expect(edited.status == 200)
            #expect(try await scene.browser.ask(.delete, path, as: scene.ida.viewer).status == 404)
            #expect(try await scene.browser.ask(.delete, path, as: scene.leo.viewer).status == 200)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `nobody comments on a deleted or a banned person's track`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let comment = try await scene.say("Before", by: scene.leo)
            try await scene.stage.ban(scene.mia)
            await #expect(throws: SocialError.noSuchTrack) { try await scene.say("x", by: scene.leo) }
            await #expect(throws: SocialError.noSuchTrack) { try await scene.read() }
            try await scene.stage.ban(scene.mia, false)
            try await scene.stage.catalog.delete(scene.track, by: scene.mia.viewer)
            await #expect(throws: SocialError.noSuchTrack) { try await scene.say("x", by: scene.admin) }
            await #expect(throws: SocialError.noSuchComment) {
                try await scene.social.delete(comment.id, by: scene.leo.viewer)
            }
        }
    }

    private func expect(
        _ table: [Row],
        on engine: TestDatabase,
        after change: (Scene) async throws -> Void = { _ in }
    ) async throws {
        try await Scene.run(on: engine) { scene in
            var comments: [Comment] = []
            for _ in 0..<table.count * Deed.allCases.count {
                comments.append(try await scene.say("Hm", by: scene.leo))
            }
            try await change(scene)
            for row in table {
                let viewer = try viewer(row.who, scene)
                for (deed, status) in zip(Deed.allCases, row.statuses) {
                    let comment = comments.removeLast()
                    let answer = try await perform(deed, on: comment, as: viewer, scene)
                    #expect(answer.status == status, "\(row.who): \(deed)")
                }
            }
        }
    }

    private func viewer(_ who: String, _ scene: Scene) throws -> Viewer {
        let people = [
            "stranger": scene.ida, "author": scene.leo, "owner": scene.mia, "member": scene.max,
            "moderator": scene.moderator, "admin": scene.admin,
        ]
        return who == "anonymous" ? .anonymous : try #require(people[who]).viewer
    }

    private func perform(
        _ deed: Deed,
        on comment: Comment,
        as viewer: Viewer,
        _ scene: Scene
    ) async throws -> Answer {
        let path = "/api/v1/comments/\(comment.id)"
        let track = #""track_id":"\#(scene.track)","body_md":"Aha""#
        let browser = scene.browser
        return switch deed {
        case .read:
            try await browser.get("/api/v1/tracks/\(scene.track)/comments", as: viewer)
        case .comment:
            try await browser.ask(.post, "/api/v1/comments", as: viewer, json: "{\(track),\"at_ms\":1}")
        case .answer:
            try await browser.ask(
                .post,
                "/api/v1/comments",
                as: viewer,
                json: "{\(track),\"parent_id\":\"\(comment.id)\"}"
            )
        case .edit: try await browser.ask(.patch, path, as: viewer, json: #"{"body_md":"Mine now"}"#)
        case .hide: try await browser.ask(.patch, path, as: viewer, json: #"{"visibility":"hidden"}"#)
        case .delete: try await browser.ask(.delete, path, as: viewer)
        }
    }
}

/// The id in the JSON of a thing.
private func identifier(_ value: JSONValue) -> String? {
    guard case .object(let members) = value, case .string(let id) = members["id"] else { return nil }
    return id
}
