import Catalog
import Essentials
import Jobs
import SQL
import Stage
import Support
import Testing

struct EditTests {
    @Test(arguments: TestDatabase.allCases)
    func `what is left out stays and what is given changes`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let id = try await stage.track("Song", by: mia, .private, tags: ["dub"]).track
            let credits = [
                Credit(personName: "Mia", role: .writer),
                Credit(personName: "Leo", role: .mixer, url: "https://leo.example/"),
            ]
            var edit = TrackEdit()
            edit.descriptionMD = "Recorded in *one* take."
            edit.credits = credits
            try await stage.catalog.edit(id, edit, by: mia.viewer)
            let details = try await #require(TrackDetails.find(id, for: mia.viewer, in: stage.database))
            #expect(details.credits == credits)
            #expect(details.tags == ["dub"])
            #expect(details.track.title == "Song" && details.track.descriptionMD == edit.descriptionMD)

            edit = TrackEdit()
            edit.tags = []
            edit.credits = []
            try await stage.catalog.edit(id, edit, by: mia.viewer)
            let bare = try await #require(TrackDetails.find(id, for: mia.viewer, in: stage.database))
            #expect(bare.tags == [] && bare.credits == [])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a release can be planned, moved and dropped`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let id = try await stage.track("Song", by: mia).track
            var edit = TrackEdit()
            edit.releaseAt = .set(Stage.now + .seconds(3600))
            edit.releaseZone = .set("Europe/Berlin")
            try await stage.catalog.edit(id, edit, by: mia.viewer, at: Stage.now)
            func isOpen(at now: Instant) async throws -> Bool {
                try await Track.find(id, for: .anonymous, at: now, in: stage.database) != nil
            }
            #expect(try await !isOpen(at: Stage.now + .seconds(3599)))
            #expect(try await isOpen(at: Stage.now + .seconds(3600)))
            let planned = try await #require(Track.find(id, for: mia.viewer, in: stage.database))
            #expect(planned.releaseZone == "Europe/Berlin")
            #expect(planned.publishedAt == planned.releaseAt)

            edit = TrackEdit()
            edit.releaseAt = .clear
            try await stage.catalog.edit(id, edit, by: mia.viewer, at: Stage.now)
            #expect(try await isOpen(at: Stage.now))
            let out = try await #require(Track.find(id, for: mia.viewer, in: stage.database))
            #expect(out.releaseAt == nil && out.releaseZone == nil && out.publishedAt == Stage.now)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `making a track private shuts its old links for ever`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let id = try await stage.track("Song", by: mia, .unlisted).track
            let key = try await stage.key(of: id)
            for visibility in [Visibility.private, .unlisted] {
                var edit = TrackEdit()
                edit.visibility = visibility
                try await stage.catalog.edit(id, edit, by: mia.viewer)
            }
            #expect(try await Track.find(id, for: .anonymous, key: key, in: stage.database) == nil)
            let newKey = try await stage.key(of: id)
            #expect(try await Track.find(id, for: .anonymous, key: newKey, in: stage.database) != nil)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `strangers change nothing, and learn nothing of what they can't see`(
        engine: TestDatabase
    ) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let leo = try await stage.person("leo")
            let open = try await stage.track("Open", by: mia)
            let shut = try await stage.track("Shut", by: mia, .private)
            var edit = TrackEdit()
            edit.title = "Stolen"
            for (made, error) in [(open, CatalogError.notYours), (shut, .notFound)] {
                let catalog = stage.catalog
                await #expect(throws: error) { try await catalog.edit(made.track, edit, by: leo.viewer) }
                await #expect(throws: error) { try await catalog.delete(made.track, by: leo.viewer) }
                await #expect(throws: error) { try await catalog.delete(made.version, by: leo.viewer) }
                await #expect(throws: error) {
                    try await catalog.edit(made.version, VersionEdit(), by: leo.viewer)
                }
                let asset = try await stage.asset(of: leo)
                await #expect(throws: error) {
                    try await catalog.addVersion(from: asset, to: made.track, by: leo.viewer)
                }
            }
            #expect(try await stage.database.exists("SELECT 1 FROM tracks WHERE title = 'Stolen'") == false)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `artwork is one's own picture or the artist's`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let leo = try await stage.person("leo")
            let id = try await stage.track("Song", by: mia).track
            let refused = CatalogError.unknown(["artwork_asset_id": "That is no picture of yours."])
            for asset in [try await stage.asset(of: leo, mime: "image/png"), try await stage.asset(of: mia)] {
                var edit = TrackEdit()
                edit.artworkAssetID = .set(asset)
                await #expect(throws: refused) { try await stage.catalog.edit(id, edit, by: mia.viewer) }
            }
            let picture = try await stage.asset(of: mia, mime: "image/png")
            var edit = TrackEdit()
            edit.artworkAssetID = .set(picture)
            try await stage.catalog.edit(id, edit, by: mia.viewer)
            try await stage.catalog.edit(id, edit, by: mia.viewer)
            let jobs = try await JobQueue(stage.database).list(kind: "artwork").elements
            #expect(jobs.count == 1 && jobs.first?.payload.contains(picture.text) == true)
            let drummer = try await stage.person("drummer")
            try await Artist.addMember(drummer.id, as: .member, to: mia.artist, in: stage.database)
            let other = try await stage.track("Other", by: mia).track
            try await stage.catalog.edit(other, edit, by: drummer.viewer)
            #expect(
                try await Track.find(other, for: .anonymous, in: stage.database)?.artworkAssetID == picture
            )
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `only a version of the track that has sound can be its primary one`(
        engine: TestDatabase
    ) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            let foreign = try await stage.track("Other", by: mia).version
            let asset = try await stage.asset(of: mia)
            let second = try await stage.catalog.addVersion(from: asset, to: made.track, by: mia.viewer)
            let problem = VersionProblem(code: "no_audio", arguments: [:])
            try await Version.markFailed(second, problem: problem, in: stage.database)
            for unfit in [foreign, second] {
                var edit = TrackEdit()
                edit.primaryVersionID = unfit
                await #expect(throws: CatalogError.self) {
                    try await stage.catalog.edit(made.track, edit, by: mia.viewer)
                }
            }
            try await Version.markPending(second, in: stage.database)
            var edit = TrackEdit()
            edit.primaryVersionID = second
            try await stage.catalog.edit(made.track, edit, by: mia.viewer)
            #expect(
                try await Track.find(made.track, for: mia.viewer, in: stage.database)?.primaryVersionID
                    == second
            )
        }
    }
}
