import Accounts
import Catalog
import Essentials
import Insights
import SQL
import Social
import Stage
import Support
import Testing

@testable import Demo

@Suite struct FillTests {
    private func count(_ table: SQL, in scene: Scene) async throws -> Int {
        try await scene.stage.database.value("SELECT count(*) FROM \(table)")
    }

    private func track(in scene: Scene) async throws -> Track {
        let found = try await Track.find(
            handle: "the_slow_ferry",
            slug: "two-seconds",
            for: .anonymous,
            in: scene.stage.database
        )
        guard case .found(let track) = found else { throw Missing() }
        return track
    }

    private struct Missing: Error {}

    @Test(arguments: TestDatabase.allCases)
    func `a song comes out with its takes, its words and its weeks`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            try await scene.demo.fill()
            let track = try await track(in: scene)
            let details = try await TrackDetails(track, in: scene.stage.database)
            #expect(details.versions.map(\.label) == ["sketch", "master"])
            #expect(details.versions.map(\.type) == [.demo, .master])
            #expect(track.primaryVersionID == details.versions[1].id)
            #expect(details.tags == ["short"] && details.credits.count == 1)
            #expect(track.publishedAt < .now - .seconds(5 * 86_400))
            #expect(details.versions[0].createdAt < details.versions[1].createdAt)
            let counts = try await Comment.counts(on: [track.id], in: scene.stage.database)
            #expect(counts[track.id] == 3)
            let today = Day(of: .now)
            let stats = try await TrackStats.read(
                track.id,
                Day(number: today.number - 10)...today,
                in: scene.stage.database
            )
            #expect(stats.plays > 20 && stats.days.filter { $0.plays > 0 }.count >= 5)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `filling twice doubles nothing`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            try await scene.demo.fill()
            let tables: [SQL] = ["users", "tracks", "track_versions", "comments", "analytics_play", "assets"]
            var before: [Int] = []
            for table in tables { before.append(try await count(table, in: scene)) }
            try await scene.demo.fill()
            var after: [Int] = []
            for table in tables { after.append(try await count(table, in: scene)) }
            #expect(before == after)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `nobody can be a person of the demo, and the first real person still runs the place`(
        engine: TestDatabase
    ) async throws {
        try await Scene.run(on: engine) { scene in
            try await scene.demo.fill()
            #expect(try await scene.accounts.isUnclaimed())
            await #expect(throws: AccountError.wrongCredentials) {
                _ = try await scene.accounts.signIn(name: "the_slow_ferry", password: "", agent: nil)
            }
            await #expect(throws: AccountError.notFound) {
                _ = try await scene.accounts.resetPassword(name: "the_slow_ferry")
            }
            let form = SignUpForm(email: "ada@example.org", handle: "ada", password: "correct horse")
            #expect(try await scene.accounts.signUp(form, agent: nil).user.isAdmin)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `music of real people is told from the demo's`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            try await scene.demo.fill()
            #expect(try await !scene.demo.isInUse())
            let mia = try await scene.stage.person("mia")
            let asset = try await scene.stage.asset(of: mia)
            _ = try await scene.stage.catalog.publish(
                TrackDraft(title: "Mine", originalAssetID: asset),
                by: mia.id
            )
            #expect(try await scene.demo.isInUse())
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `removing leaves nothing of the demo and all of the rest`(engine: TestDatabase) async throws {
        try await Scene.run(on: engine) { scene in
            let mia = try await scene.stage.person("mia")
            let asset = try await scene.stage.asset(of: mia)
            _ = try await scene.stage.catalog.publish(
                TrackDraft(title: "Mine", originalAssetID: asset),
                by: mia.id
            )
            let tables: [SQL] = [
                "users", "artists", "tracks", "track_versions", "comments", "analytics_play",
                "analytics_daily",
                "assets",
            ]
            var before: [Int] = []
            for table in tables { before.append(try await count(table, in: scene)) }
            try await scene.demo.fill()
            let erased = Erased()
            #expect(try await scene.demo.remove { _ in await erased.add() } == 1)
            #expect(await erased.count == 2)
            var after: [Int] = []
            for table in tables { after.append(try await count(table, in: scene)) }
            #expect(before == after)
        }
    }

    private actor Erased {
        private(set) var count = 0

        func add() { count += 1 }
    }
}
