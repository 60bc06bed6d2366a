import Catalog
import Essentials
import SQL
import Stage
import Support
import Synchronization
import Testing
import Uploads

struct DeleteTests {
    @Test(arguments: TestDatabase.allCases)
    func `a deleted track is gone at once and its address is free`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            try await stage.catalog.delete(made.track, by: mia.viewer)
            #expect(try await Track.find(made.track, for: mia.viewer, in: stage.database) == nil)
            #expect(try await Version.find(made.version, in: stage.database) == nil)
            #expect(try await TrackCard.recent(for: mia.viewer, in: stage.database).elements.isEmpty)
            let again = try await stage.track("Song", by: mia).track
            #expect(try await Track.find(again, for: mia.viewer, in: stage.database)?.slug == "song")
            await #expect(throws: CatalogError.notFound) {
                try await stage.catalog.delete(made.track, by: mia.viewer)
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `uploads go with the last version that uses them`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let shared = try await stage.asset(of: mia)
            let first = try await stage.catalog.publish(
                TrackDraft(title: "One", originalAssetID: shared),
                by: mia.id
            )
            let second = try await stage.catalog.publish(
                TrackDraft(title: "Two", originalAssetID: shared),
                by: mia.id
            )
            try await stage.catalog.delete(first.track, by: mia.viewer)
            #expect(try await Uploads.asset(shared, in: stage.database) != nil)
            try await stage.catalog.delete(second.track, by: mia.viewer)
            #expect(try await Uploads.asset(shared, in: stage.database) == nil)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `an upload that nothing uses is deleted after a week`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            let given = try await stage.asset(of: mia, mime: "image/png")
            let taken = try await stage.asset(of: mia, mime: "image/png")
            for picture in [taken, given] {
                var edit = TrackEdit()
                edit.artworkAssetID = .set(picture)
                try await stage.catalog.edit(made.track, edit, by: mia.viewer)
            }
            let idle = try await stage.asset(of: mia)
            let week = Stage.now + .seconds(7 * 86_400)
            #expect(try await stage.catalog.sweepUnused(at: week) == 0)
            #expect(try await stage.catalog.sweepUnused(at: week + .milliseconds(1)) == 2)
            #expect(try await stage.catalog.sweepUnused(at: week + .milliseconds(1)) == 0)
            for asset in [idle, taken] {
                #expect(try await Uploads.asset(asset, in: stage.database) == nil)
            }
            #expect(try await Uploads.asset(given, in: stage.database) != nil)
            let version = try #require(try await Version.find(made.version, in: stage.database))
            let original = try #require(version.originalAssetID)
            #expect(try await Uploads.asset(original, in: stage.database) != nil)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `what was made of a version is swept once, 30 days after`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            try await stage.track("Stays", by: mia)
            try await stage.catalog.delete(made.track, by: mia.viewer, at: Stage.now)
            let swept = Mutex<[ID<Version>]>([])
            func sweep(at now: Instant, failing: Bool = false) async throws {
                try await stage.catalog.sweep(at: now) { version in
                    if failing { throw CatalogError.notFound }
                    swept.withLock { $0.append(version) }
                }
            }
            try await sweep(at: Stage.now + .seconds(30 * 86_400))
            #expect(swept.withLock(\.self) == [])
            let later = Stage.now + .seconds(30 * 86_400 + 1)
            await #expect(throws: CatalogError.self) { try await sweep(at: later, failing: true) }
            try await sweep(at: later)
            try await sweep(at: later)
            #expect(swept.withLock(\.self) == [made.version])
        }
    }
}
