import Essentials
import SQL
import Stage
import Support
import Testing

import struct Social.Comment

@testable import Social

/// What is told of comments, as it stands in the outbox.
struct NewsTests {
    @Test(arguments: TestDatabase.allCases)
    func `every change that others see is told once`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let comment = try await scene.say("One", by: scene.leo)
            _ = try await scene.social.rewrite(comment.id, as: "Two", by: scene.leo.viewer)
            for visibility: Comment.Visibility in [.hidden, .hidden, .visible] {
                _ = try await scene.social.setVisibility(visibility, of: comment.id, by: scene.mia.viewer)
            }
            try await scene.social.delete(comment.id, by: scene.leo.viewer)
            let told = try await scene.events()
            #expect(
                told.map(\.name) == [
                    "comment.added", "comment.updated", "comment.removed", "comment.added", "comment.removed",
                ]
            )
            #expect(told[0].json.contains(#""body_md":"One""#))
            #expect(told[1].json.contains(#""body_md":"Two""#))
            #expect(told[2].json.contains(comment.id.text) && !told[2].json.contains("Two"))
            #expect(!told[4].json.contains("Two"))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `hidden words are never told`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let comment = try await scene.say("One", by: scene.leo)
            _ = try await scene.social.setVisibility(.hidden, of: comment.id, by: scene.mia.viewer)
            let before = try await scene.events().count
            _ = try await scene.social.rewrite(comment.id, as: "Secret", by: scene.leo.viewer)
            try await scene.say("Mine", answering: comment, by: scene.leo)
            try await scene.social.delete(comment.id, by: scene.leo.viewer)
            let told = try await scene.events().dropFirst(before)
            #expect(told.map(\.name) == ["comment.added"])
            #expect(told.allSatisfy { !$0.json.contains("Secret") })
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `what is refused is not told`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let comment = try await scene.say("One", by: scene.leo)
            await #expect(throws: SocialError.notYours) {
                try await scene.social.rewrite(comment.id, as: "Two", by: scene.mia.viewer)
            }
            await #expect(throws: SocialError.notYours) {
                try await scene.social.delete(comment.id, by: scene.ida.viewer)
            }
            #expect(try await scene.events().count == 1)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a comment whose news can't be kept isn't kept either`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let comment = try await scene.say("One", by: scene.leo)
            try await scene.stage.database.execute("DROP TABLE outbox")
            await #expect(throws: SQLError.self) { try await scene.say("Two", by: scene.leo) }
            await #expect(throws: SQLError.self) {
                try await scene.social.delete(comment.id, by: scene.leo.viewer)
            }
            #expect(try await scene.words() == ["One"])
        }
    }
}
