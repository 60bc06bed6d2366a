import Catalog
import Essentials
import SQL
import Stage
import Support
import Testing

import struct Social.Comment

@testable import Social

struct PostTests {
    @Test(arguments: TestDatabase.allCases)
    func `a comment stands at its place in the primary version`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let comment = try await scene.say("  What a *drop*\n", by: scene.leo)
            #expect(comment.at == 42_000)
            #expect(comment.versionID == scene.version)
            #expect(comment.parentID == nil)
            #expect(comment.source == "What a *drop*")
            #expect(comment.author.handle == "leo")
            let listed = try #require(try await scene.read().first)
            #expect(listed.id == comment.id && listed.source == comment.source && !listed.isGone)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `an answer joins the thread, on its version and at its time`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let other = try await scene.pendingVersion()
            try await Version.markReady(other, facts: .song, in: scene.stage.database)
            let root = try await scene.social.post(
                CommentDraft(trackId: scene.track, versionId: other, atMs: 7000, bodyMd: "Here"),
                by: scene.leo.viewer
            )
            let answer = try await scene.say("Where?", at: nil, answering: root, by: scene.ida)
            let further = try await scene.say("There", at: 99, answering: answer, by: scene.leo)
            for reply in [answer, further] {
                #expect(reply.parentID == root.id)
                #expect(reply.versionID == other)
                #expect(reply.at == 7000)
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a place lies within the music`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            for at: Int64 in [0, 180_000] { try await scene.say("in", at: at, by: scene.leo) }
            for at: Int64? in [nil, -1, 180_001, .max, .min] {
                await #expect(throws: SocialError.self, "\(String(describing: at))") {
                    try await scene.say("out", at: at, by: scene.leo)
                }
            }
            #expect(try await scene.words() == ["in", "in"])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `while the length isn't known, a day is long enough`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            try await scene.stage.database.execute("UPDATE track_versions SET duration_ms = NULL")
            try await scene.say("in", at: Comment.latestPlace, by: scene.leo)
            await #expect(throws: SocialError.self) {
                try await scene.say("out", at: Comment.latestPlace + 1, by: scene.leo)
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a version that isn't ready is commented on by the artist's people alone`(
        engine: TestDatabase
    ) async throws {
        try await Scene.run(on: engine) { scene in
            let pending = try await scene.pendingVersion()
            let draft = CommentDraft(
                trackId: scene.track,
                versionId: pending,
                atMs: 60_000,
                bodyMd: "First listen"
            )
            await #expect(throws: SocialError.noSuchTrack) {
                try await scene.social.post(draft, by: scene.leo.viewer)
            }
            let comment = try await scene.social.post(draft, by: scene.max.viewer)
            #expect(try await scene.words(for: scene.mia.viewer) == ["First listen"])
            for other in [.anonymous, scene.leo.viewer] {
                #expect(try await scene.words(for: other).isEmpty)
            }
            #expect(try await Comment.counts(on: [scene.track], in: scene.stage.database).isEmpty)
            #expect(try await scene.events().isEmpty)
            try await Version.markReady(pending, facts: .song, in: scene.stage.database)
            #expect(try await scene.read().map(\.id) == [comment.id])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `what is answered must be there to read, on the same track`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let song = try await scene.stage.track("Other", by: scene.mia)
            let elsewhere = try await scene.social.post(
                CommentDraft(trackId: song.track, atMs: 1, bodyMd: "Elsewhere"),
                by: scene.leo.viewer
            )
            let hidden = try await scene.say("Hidden", by: scene.leo)
            _ = try await scene.social.setVisibility(.hidden, of: hidden.id, by: scene.mia.viewer)
            let deleted = try await scene.say("Deleted", by: scene.leo)
            try await scene.social.delete(deleted.id, by: scene.leo.viewer)
            for parent in [elsewhere, hidden, deleted] {
                await #expect(throws: SocialError.noSuchParent, "\(parent.source)") {
                    try await scene.say("Answer", answering: parent, by: scene.ida)
                }
            }
            try await scene.say("Answer", answering: hidden, by: scene.mia)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a version belongs to its track and is there`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let other = try await scene.stage.track("Other", by: scene.leo)
            let deleted = try await scene.pendingVersion()
            try await scene.stage.catalog.delete(deleted, by: scene.mia.viewer)
            for version in [other.version, deleted, ID<Version>()] {
                let draft = CommentDraft(trackId: scene.track, versionId: version, atMs: 1, bodyMd: "x")
                await #expect(throws: SocialError.noSuchTrack) {
                    try await scene.social.post(draft, by: scene.mia.viewer)
                }
            }
        }
    }
}
