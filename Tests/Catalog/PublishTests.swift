import Catalog
import Essentials
import SQL
import Stage
import Support
import Testing

struct PublishTests {
    @Test(arguments: TestDatabase.allCases)
    func `a track begins with one pending version and its job`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            var draft = TrackDraft(title: "  Nachtfahrt  ", originalAssetID: try await stage.asset(of: mia))
            draft.tags = ["#Techno", "techno", "Night Drive"]
            draft.versionLabel = "first mix"
            let made = try await stage.catalog.publish(draft, by: mia.id)
            let found = try await TrackDetails.find(made.track, for: mia.viewer, in: stage.database)
            let details = try #require(found)
            #expect(details.track.title == "Nachtfahrt")
            #expect(details.track.path == "/@mia/nachtfahrt")
            #expect(details.track.visibility == .private)
            #expect(details.tags == ["techno", "night drive"])
            let version = try #require(details.versions.first)
            #expect(details.track.primaryVersionID == version.id)
            #expect(version.status == .pending && !version.isPlayable && version.number == 1)
            #expect(version.label == "first mix" && version.durationMS == 180_000)
            #expect(try await ingestJobs(stage) == [made.version])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `equal titles of one artist get addresses of their own`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let leo = try await stage.person("leo")
            var paths: [String] = []
            for person in [mia, mia, mia, leo] {
                let id = try await stage.track("Song!", by: person).track
                paths.append(try await #require(Track.find(id, for: person.viewer, in: stage.database)).path)
            }
            #expect(paths == ["/@mia/song", "/@mia/song-2", "/@mia/song-3", "/@leo/song"])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `tracks that are made at the same moment get addresses of their own`(
        engine: TestDatabase
    ) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            var drafts: [TrackDraft] = []
            for _ in 0..<8 {
                drafts.append(TrackDraft(title: "Song", originalAssetID: try await stage.asset(of: mia)))
            }
            try await withThrowingTaskGroup { group in
                for draft in drafts {
                    group.addTask { _ = try await stage.catalog.publish(draft, by: mia.id) }
                }
                try await group.waitForAll()
            }
            let slugs: [String] = try await stage.database.values("SELECT slug FROM tracks")
            #expect(Set(slugs) == Set(["song"] + (2...8).map { "song-\($0)" }))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `only own sound can become a track, and nothing stays of a refused one`(
        engine: TestDatabase
    ) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let leo = try await stage.person("leo")
            let unfit = [
                try await stage.asset(of: leo), try await stage.asset(of: mia, mime: "image/png"), ID(),
            ]
            for asset in unfit {
                let draft = TrackDraft(title: "Song", originalAssetID: asset)
                await #expect(
                    throws: CatalogError.unknown(["original_asset_id": "That is no sound that you uploaded."])
                ) {
                    try await stage.catalog.publish(draft, by: mia.id)
                }
            }
            #expect(try await stage.database.value("SELECT count(*) FROM tracks", as: Int.self) == 0)
            #expect(try await ingestJobs(stage) == [])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a member may publish under the band's name, a stranger may not`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let band = try await stage.person("band")
            let drummer = try await stage.person("drummer")
            var draft = TrackDraft(title: "Song", originalAssetID: try await stage.asset(of: drummer))
            draft.artistID = band.artist
            await #expect(throws: CatalogError.unknown(["artist_id": "You don't act for this artist."])) {
                try await stage.catalog.publish(draft, by: drummer.id)
            }
            try await Artist.addMember(drummer.id, as: .member, to: band.artist, in: stage.database)
            let made = try await stage.catalog.publish(draft, by: drummer.id)
            let track = try await #require(Track.find(made.track, for: band.viewer, in: stage.database))
            #expect(track.artist.handle == "band" && track.ownerUserID == drummer.id && track.mayEdit)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `all that is wrong is said at once`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            var draft = TrackDraft(title: " ", originalAssetID: ID())
            draft.tags = ["a,b"]
            draft.release = Release(at: Stage.now, zone: "Mars; Olympus")
            let error = await #expect(throws: CatalogError.self) {
                try await stage.catalog.publish(draft, by: mia.id)
            }
            guard case .invalid(let fields) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(Set(fields.keys) == ["title", "tags", "release_zone"])
        }
    }
}
