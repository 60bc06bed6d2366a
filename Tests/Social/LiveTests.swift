import Accounts
import Catalog
import Essentials
import Events
import HTTP
import SQL
import Stage
import Support
import Testing

import struct Social.Comment

@testable import Social

/// What a client on the live wire hears.
struct LiveTests {
    @Test(arguments: TestDatabase.allCases)
    func `who follows a track hears of its comments, and of no other`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let other = try await scene.stage.track("Other", by: scene.mia)
            try await scene.whileRelaying {
                let ear = try await scene.listen(to: ["track:\(scene.track)"])
                _ = try await scene.social.post(
                    CommentDraft(trackId: other.track, atMs: 1, bodyMd: "Elsewhere"),
                    by: scene.leo.viewer
                )
                let comment = try await scene.say("Here", by: scene.leo)
                let heard = try await ear.next()
                #expect(heard.event == "comment.added")
                #expect(heard.topic == "track:\(scene.track)")
                #expect(heard.seq == 2)
                #expect(heard.data?.id == comment.id && heard.data?.bodyMd == "Here")
                try await scene.social.delete(comment.id, by: scene.leo.viewer)
                let end = try await ear.next()
                #expect(end.event == "comment.removed" && end.data?.id == comment.id)
                #expect(end.data?.bodyMd == nil)
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `what was missed comes first, then what happens, nothing twice`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            try await scene.whileRelaying {
                let before = try await scene.listen(to: ["track:\(scene.track)"])
                for number in 1...LiveFeed.batch + 5 { try await scene.say("\(number)", by: scene.leo) }
                let count = Int64(LiveFeed.batch + 5)
                for number in 1...count { #expect(try await before.next().seq == number) }
                try await before.socket.close()

                let ear = try await scene.connect()
                async let more: Void = {
                    for number in 1...20 { try await scene.say("more \(number)", by: scene.ida) }
                }()
                try await ear.follow(["track:\(scene.track)"], after: 3)
                for number in 4...count + 20 { #expect(try await ear.next().seq == number) }
                try await more
                #expect(try await ear.isQuiet())
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `asking again for what is followed changes nothing`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            try await scene.whileRelaying {
                let ear = try await scene.listen(to: ["track:\(scene.track)", "track:\(scene.track)"])
                try await scene.say("One", by: scene.leo)
                #expect(try await ear.next().seq == 1)
                for _ in 1...3 { try await ear.follow(["track:\(scene.track)"], after: 0) }
                #expect(try await ear.isQuiet())
                try await scene.say("Two", by: scene.leo)
                #expect(try await ear.next().seq == 2)
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `events of several topics come in one order`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let other = try await scene.stage.track("Other", by: scene.mia)
            try await scene.whileRelaying {
                let ear = try await scene.listen(to: ["track:\(scene.track)"])
                try await ear.follow(["track:\(other.track)"])
                try await ear.settle()
                for number in 1...30 {
                    let track = number.isMultiple(of: 2) ? scene.track : other.track
                    _ = try await scene.social.post(
                        CommentDraft(trackId: track, atMs: 1, bodyMd: "\(number)"),
                        by: scene.leo.viewer
                    )
                }
                for number: Int64 in 1...30 { #expect(try await ear.next().seq == number) }
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `nobody follows what they may not see`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let secret = try await scene.stage.track("Secret", by: scene.mia, .private)
            let pending = try await scene.pendingVersion()
            let refused = [
                "track:\(secret.track)", "version:\(secret.version)", "version:\(pending)",
                "track:\(ID<Track>())", "track:x", "user:\(scene.leo.id)", "user:\(scene.mia.id)", "", "*",
            ]
            for (viewer, extra) in [(Viewer.anonymous, ["me"]), (scene.leo.viewer, [])] {
                let ear = try await scene.connect(as: viewer)
                for topic in refused + extra {
                    try await ear.follow(["track:\(scene.track)", topic])
                    #expect(try await ear.next().error?.code == "not_found", "\(topic)")
                }
                let own = viewer.userID.map { "user:\($0)" }
                #expect(await scene.bus.followedTopics == Set([own].compactMap(\.self)))
            }
            let ear = try await scene.connect(as: scene.max.viewer)
            try await ear.follow(["track:\(secret.track)", "version:\(pending)", "me"])
            try await ear.settle()
            let expected = ["track:\(secret.track)", "version:\(pending)", "user:\(scene.max.id)"]
            #expect(await scene.bus.followedTopics.isSuperset(of: expected))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `the key of a link opens its track`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let quiet = try await scene.stage.track("Quiet", by: scene.mia, .unlisted)
            let key = try await scene.stage.key(of: quiet.track)
            let ear = try await scene.connect()
            try await ear.follow(["track:\(quiet.track)"])
            #expect(try await ear.next().error?.code == "not_found")
            try await ear.follow(["track:\(quiet.track)", "version:\(quiet.version)"], key: key)
            try await ear.settle()
            let expected = ["track:\(quiet.track)", "version:\(quiet.version)"]
            #expect(await scene.bus.followedTopics.isSuperset(of: expected))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `who may not see a track any more hears no more of it, at once`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let other = try await scene.stage.track("Other", by: scene.mia)
            try await scene.whileRelaying {
                let topics = ["track:\(scene.track)", "version:\(scene.version)", "track:\(other.track)"]
                let stranger = try await scene.listen(to: topics, as: scene.leo.viewer)
                let member = try await scene.listen(to: topics, as: scene.max.viewer)
                var edit = TrackEdit()
                edit.visibility = .private
                try await scene.stage.catalog.edit(scene.track, edit, by: scene.mia.viewer)
                for _ in 1...2 { #expect(try await stranger.next().error?.code == "not_found") }
                try await scene.say("Among us", by: scene.mia)
                #expect(try await member.next().event == "comment.added")
                _ = try await scene.social.post(
                    CommentDraft(trackId: other.track, atMs: 1, bodyMd: "To all"),
                    by: scene.leo.viewer
                )
                #expect(try await stranger.next().topic == "track:\(other.track)")
                #expect(try await stranger.isQuiet())
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `who follows a version that is deleted is told so`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            try await scene.whileRelaying {
                let ear = try await scene.listen(to: ["version:\(scene.version)", "track:\(scene.track)"])
                _ = try await scene.pendingVersion()
                try await scene.stage.catalog.delete(scene.version, by: scene.mia.viewer)
                let refused = try #require(try await ear.next().error)
                #expect(refused.message.contains("version:\(scene.version)"))
                #expect(try await ear.isQuiet())
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a ban ends one's own connection, and what others follow of one's tracks`(
        engine: TestDatabase
    ) async throws {
        try await Scene.run(on: engine) { scene in
            let accounts = try scene.accounts()
            try await scene.whileRelaying {
                let topics = ["track:\(scene.track)", "version:\(scene.version)"]
                let mia = try await scene.listen(to: topics, as: scene.mia.viewer)
                let leo = try await scene.listen(to: topics, as: scene.leo.viewer)
                let admin = try await scene.listen(to: topics, as: scene.admin.viewer)
                try await accounts.ban(handle: "mia")
                #expect(try await mia.socket.receive() == nil)
                for _ in 1...2 { #expect(try await leo.next().error?.code == "not_found") }
                for ear in [leo, admin] { #expect(try await ear.isQuiet()) }
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `news of access that is past is no news`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let news = await scene.bus.subscribe(to: ["track:\(scene.track)"])
            try await scene.whileRelaying {
                for visibility in [Visibility.private, .public] {
                    var edit = TrackEdit()
                    edit.visibility = visibility
                    try await scene.stage.catalog.edit(scene.track, edit, by: scene.mia.viewer)
                }
                try await scene.accounts().setRoles([.fan], handle: "leo")
                try await scene.say("New", by: scene.leo)
                for await heard in news where heard.event.name == "comment.added" { break }
                let ear = try await scene.connect(as: scene.leo.viewer)
                try await ear.follow(["track:\(scene.track)", "me"], after: 0)
                #expect(try await ear.next().event == "comment.added")
                #expect(try await ear.isQuiet())
            }
        }
    }

    @Test func `one connection follows at most fifty topics`() async throws {
        try await Scene.run(on: .sqlite) { scene in
            var topics: [String] = []
            for number in 1...LiveFeed.maximumTopics + 1 {
                topics.append("track:\(try await scene.stage.track("Song \(number)", by: scene.mia).track)")
            }
            let ear = try await scene.listen(to: Array(topics.dropLast()))
            try await ear.follow([topics[LiveFeed.maximumTopics]])
            #expect(try await ear.next().error?.code == "too_many_topics")
            await scene.bus.post(Event(topic: topics[0], name: "job.progress", json: "{}"))
            #expect(try await ear.next().event == "job.progress")
        }
    }

    @Test(arguments: ["", "[]", "{}", #"{"subscribe":"me"}"#, "\u{0}", #"{"subscribe":[7]}"#])
    func `what isn't understood is refused, and the connection goes on`(text: String) async throws {
        try await Scene.run(on: .sqlite) { scene in
            let ear = try await scene.connect()
            try await ear.socket.send(text)
            #expect(try await ear.next().error?.code == "bad_request")
            try await ear.socket.send(.binary([1, 2, 3]))
            #expect(try await ear.next().error?.code == "bad_request")
            try await ear.settle()
        }
    }

    @Test func `progress passes without a number`() async throws {
        try await Scene.run(on: .sqlite) { scene in
            let ear = try await scene.listen(to: ["version:\(scene.version)"])
            await scene.bus.post(
                Event(topic: "version:\(scene.version)", name: "job.progress", json: #"{"progress":0.5}"#)
            )
            let heard = try await ear.next()
            #expect(heard.event == "job.progress" && heard.seq == nil)
        }
    }

    @Test func `a place from another life of the database stands for its end`() async throws {
        try await Scene.run(on: .sqlite) { scene in
            try await scene.whileRelaying {
                let ear = try await scene.connect()
                try await ear.follow(["track:\(scene.track)"], after: 1_000_000)
                try await ear.settle()
                try await scene.say("New", by: scene.leo)
                #expect(try await ear.next().seq == 1)
            }
        }
    }

    @Test func `a connection ends after its time, and its subscription with it`() async throws {
        try await Scene.run(on: .sqlite, connectionLifetime: .milliseconds(50)) { scene in
            let ear = try await scene.listen(to: ["track:\(scene.track)"])
            #expect(try await ear.socket.receive() == nil)
            while await scene.bus.subscriberCount > 0 { await Task.yield() }
        }
    }

    @Test func `whoever leaves is forgotten`() async throws {
        try await Scene.run(on: .sqlite) { scene in
            let ear = try await scene.listen(to: ["track:\(scene.track)"])
            try await ear.socket.close()
            #expect(try await ear.socket.receive() == nil)
            while await scene.bus.subscriberCount > 0 { await Task.yield() }
        }
    }
}

/// A message on the live wire as a client reads it.
struct LiveMessage: Decodable {
    struct Content: Decodable {
        var id: ID<Comment>?
        var bodyMd: String?
    }

    struct Failure: Decodable {
        var code: String
        var message: String
    }

    var seq: Int64?
    var event: String?
    var topic: String?
    var data: Content?
    var error: Failure?
}

/// The client's end of a live connection.
struct Ear {
    let socket: WebSocket

    /// Asks for `topics`.
    func follow(_ topics: [String], after: Int64? = nil, key: String? = nil) async throws {
        struct Request: Encodable {
            let subscribe: [String]
            let after: Int64?
            let key: String?
        }
        let request = Request(subscribe: topics, after: after, key: key)
        try await socket.send(String(decoding: JSONCoding.encode(request), as: UTF8.self))
    }

    /// The next message.
    func next() async throws -> LiveMessage {
        guard case .text(let text) = try await socket.receive() else { throw Silence() }
        return try JSONCoding.decode(LiveMessage.self, from: Array(text.utf8))
    }

    /// Waits until everything that was asked for before is done: requests are answered in their order.
    func settle() async throws {
        #expect(try await isQuiet())
    }

    /// Whether the answer to a bad request, which is sent after all that is due, is the next message.
    func isQuiet() async throws -> Bool {
        try await socket.send("?")
        return try await next().error?.code == "bad_request"
    }

    struct Silence: Error {}
}

extension Scene {
    func connect(as viewer: Viewer = .anonymous) async throws -> Ear {
        Ear(socket: try await browser.webSocket("/api/v1/ws", as: viewer))
    }

    /// A connection that follows `topics`.
    func listen(to topics: [String], as viewer: Viewer = .anonymous) async throws -> Ear {
        let ear = try await connect(as: viewer)
        try await ear.follow(topics)
        try await ear.settle()
        return ear
    }
}
