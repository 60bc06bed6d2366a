import Essentials
import SQL
import Stage
import Support
import Testing

@testable import Catalog

struct ListTests {
    @Test(arguments: TestDatabase.allCases)
    func `pages go through all tracks once, newest first`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            var expected: [ID<Track>] = []
            for number in 0..<7 {
                // Two of them at the same millisecond: the id decides.
                let at = Stage.now + .milliseconds(Int64(number / 2))
                expected.append(try await stage.track("Song", by: mia, at: at).track)
            }
            let order = expected.enumerated().sorted {
                ($0.offset / 2, $0.element) > ($1.offset / 2, $1.element)
            }
            var seen: [ID<Track>] = []
            var cursor: Cursor?
            repeat {
                let page = try await TrackCard.recent(
                    for: .anonymous,
                    after: cursor,
                    limit: 3,
                    in: stage.database
                )
                seen += page.elements.map(\.track.id)
                cursor = page.next
            } while cursor != nil
            #expect(seen == order.map(\.element))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `lists can be of an artist, of a tag, or of both`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let leo = try await stage.person("leo")
            let dub = try await stage.track("a", by: mia, tags: ["dub", "slow"]).track
            let loud = try await stage.track("b", by: mia, tags: ["loud"]).track
            let other = try await stage.track("c", by: leo, tags: ["dub"]).track
            func list(_ filter: TrackFilter) async throws -> Set<ID<Track>> {
                Set(
                    try await TrackCard.recent(filter, for: .anonymous, in: stage.database).elements.map(
                        \.track.id
                    )
                )
            }
            #expect(try await list(TrackFilter()) == [dub, loud, other])
            #expect(try await list(TrackFilter(artist: mia.artist)) == [dub, loud])
            #expect(try await list(TrackFilter(tag: "dub")) == [dub, other])
            #expect(try await list(TrackFilter(artist: mia.artist, tag: "dub")) == [dub])
            #expect(try await list(TrackFilter(tag: "nothing")) == [])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `only members see what is private or has no sound yet`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let open = try await stage.track("open", by: mia).track
            let shut = try await stage.track("shut", by: mia, .private).track
            var draft = TrackDraft(title: "silent", originalAssetID: try await stage.asset(of: mia))
            draft.visibility = .public
            let silent = try await stage.catalog.publish(draft, by: mia.id, at: Stage.now)
            func list(_ viewer: Viewer) async throws -> Set<ID<Track>> {
                Set(try await TrackCard.recent(for: viewer, in: stage.database).elements.map(\.track.id))
            }
            #expect(try await list(.anonymous) == [open])
            #expect(try await list(mia.viewer) == [open, shut, silent.track])
            try await Version.markPlayable(silent.version, in: stage.database)
            #expect(try await list(.anonymous) == [open, silent.track])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `related tracks are those of others that share tags`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let leo = try await stage.person("leo")
            let id = try await stage.track("this", by: mia, tags: ["dub", "slow"]).track
            let both = try await stage.track("both", by: leo, tags: ["slow", "dub"]).track
            let one = try await stage.track("one", by: leo, tags: ["dub"]).track
            try await stage.track("own", by: mia, tags: ["dub"])
            try await stage.track("neither", by: leo, tags: ["loud"])
            try await stage.track("hidden", by: leo, .unlisted, tags: ["dub"])
            let track = try await #require(Track.find(id, for: .anonymous, in: stage.database))
            let related = try await TrackCard.related(
                to: track,
                tags: ["dub", "slow"],
                for: .anonymous,
                in: stage.database
            )
            #expect(related.map(\.track.id) == [both, one])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `popular tags are those of most public tracks`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            try await stage.track("a", by: mia, tags: ["dub", "slow"])
            try await stage.track("b", by: mia, tags: ["dub"])
            for _ in 0..<3 { try await stage.track("c", by: mia, .private, tags: ["secret"]) }
            #expect(try await Tag.popular(in: stage.database) == ["dub", "slow"])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `no list sorts or reads a whole table`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            try await stage.track("a", by: mia, tags: ["dub"])
            let cursor = Cursor("1800000000000", ID<Track>().text)
            let filters = [
                TrackFilter(), TrackFilter(artist: mia.artist), TrackFilter(tag: "dub"),
                TrackFilter(artist: mia.artist, tag: "dub"),
            ]
            for (filter, viewer) in filters.flatMap({ filter in
                [(filter, Viewer.anonymous), (filter, mia.viewer)]
            }) {
                let sql = TrackCard.recentSQL(filter, for: viewer, after: cursor, limit: 20, at: Stage.now)
                try await PlanGuard.expectNoSort(sql, in: stage.database)
            }
        }
    }
}
