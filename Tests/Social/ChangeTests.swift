import Essentials
import SQL
import Stage
import Support
import Testing

import struct Social.Comment

@testable import Social

struct ChangeTests {
    @Test(arguments: TestDatabase.allCases)
    func `an author finds better words`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let comment = try await scene.say("teh drop", by: scene.leo)
            #expect(comment.editedAt == nil)
            let changed = try await scene.social.rewrite(comment.id, as: " the drop ", by: scene.leo.viewer)
            #expect(changed.source == "the drop")
            #expect(changed.editedAt != nil)
            #expect(changed.createdAt == comment.createdAt && changed.at == comment.at)
            #expect(try await scene.words() == ["the drop"])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a deleted comment is gone, or stands without words for its answers`(
        engine: TestDatabase
    ) async throws {
        try await Scene.run(on: engine) { scene in
            let alone = try await scene.say("Alone", at: 1, by: scene.leo)
            let asked = try await scene.say("Asked", at: 2, by: scene.leo)
            let answer = try await scene.say("Answered", answering: asked, by: scene.ida)
            for comment in [alone, asked] {
                try await scene.social.delete(comment.id, by: scene.leo.viewer)
            }
            let left = try await scene.read(as: scene.admin.viewer)
            #expect(left.map(\.id) == [asked.id, answer.id])
            #expect(left.map(\.isGone) == [true, false])
            #expect(left.map(\.source) == ["", "Answered"])
            #expect(try await Comment.counts(on: [scene.track], in: scene.stage.database) == [scene.track: 1])
            try await scene.social.delete(answer.id, by: scene.ida.viewer)
            #expect(try await scene.read().isEmpty)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `what was deleted is not kept`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let comment = try await scene.say("Secret", by: scene.leo)
            try await scene.social.delete(comment.id, by: scene.leo.viewer)
            let kept: String = try await scene.stage.database.value("SELECT body_md FROM comments")
            #expect(kept.isEmpty)
            await #expect(throws: SocialError.noSuchComment) {
                try await scene.social.delete(comment.id, by: scene.leo.viewer)
            }
            await #expect(throws: SocialError.noSuchComment) {
                try await scene.social.rewrite(comment.id, as: "Back", by: scene.leo.viewer)
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a hidden comment is read by its author and those who tend the track`(
        engine: TestDatabase
    ) async throws {
        try await Scene.run(on: engine) { scene in
            let comment = try await scene.say("Rude", by: scene.leo)
            let answer = try await scene.say("Polite", answering: comment, by: scene.ida)
            let hidden = try await scene.social.setVisibility(.hidden, of: comment.id, by: scene.max.viewer)
            #expect(hidden.visibility == .hidden && hidden.source == "Rude")
            for person in [scene.leo, scene.mia, scene.max, scene.moderator, scene.admin] {
                #expect(try await scene.words(for: person.viewer) == ["Rude", "Polite"], "\(person.handle)")
            }
            for other in [.anonymous, scene.ida.viewer] {
                let left = try await scene.read(as: other)
                #expect(left.map(\.source) == ["", "Polite"])
                #expect(left.map(\.isGone) == [true, false])
            }
            try await scene.social.delete(answer.id, by: scene.ida.viewer)
            #expect(try await scene.read().isEmpty)
            _ = try await scene.social.setVisibility(.visible, of: comment.id, by: scene.mia.viewer)
            #expect(try await scene.words() == ["Rude"])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `both halves of a change are done, or none`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let comment = try await scene.say("Mine", by: scene.leo)
            let change = CommentChange(bodyMd: "Yours", visibility: .hidden)
            for person in [scene.leo, scene.mia, scene.ida] {
                await #expect(throws: SocialError.notYours, "\(person.handle)") {
                    try await scene.social.change(comment.id, change, by: person.viewer)
                }
            }
            #expect(try await scene.words() == ["Mine"])
            let own = try await scene.say("Own", by: scene.mia)
            let changed = try await scene.social.change(own.id, change, by: scene.mia.viewer)
            #expect(changed.source == "Yours" && changed.visibility == .hidden)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `the comments of somebody banned lose their words until the ban ends`(
        engine: TestDatabase
    ) async throws {
        try await Scene.run(on: engine) { scene in
            let rude = try await scene.say("Rude", at: 1, by: scene.leo)
            try await scene.say("Rude again", at: 2, by: scene.leo)
            try await scene.say("Polite", answering: rude, by: scene.ida)
            try await scene.stage.ban(scene.leo)
            #expect(try await scene.words() == ["", "Polite"])
            #expect(try await Comment.counts(on: [scene.track], in: scene.stage.database) == [scene.track: 1])
            try await scene.stage.ban(scene.leo, false)
            #expect(try await scene.words() == ["Rude", "Polite", "Rude again"])
        }
    }
}
