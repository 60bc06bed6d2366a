import Catalog
import Essentials
import Insights
import Playback
import SQL
import Stage
import Support
import Testing

struct RollupTests {
    let day = Day(of: Stage.now)

    @Test(arguments: TestDatabase.allCases)
    func `a day is summed up by version, and again to the same`(engine: TestDatabase) async throws {
        try await run(on: engine) { stage, record in
            let mia = try await stage.person("mia")
            let song = try await stage.track("Song", by: mia)
            let asset = try await stage.asset(of: mia)
            let second = try await stage.catalog.addVersion(from: asset, to: song.track, by: mia.viewer)
            try await Version.markReady(second, facts: .song, in: stage.database)
            for (listener, version, completed) in [
                ("a", song.version, true), ("b", song.version, false), ("a", second, true),
            ] {
                try await play(record, song.track, version, by: listener, completed: completed)
            }
            try await play(record, song.track, song.version, by: "a", at: Stage.now + .seconds(3600))
            let insights = Insights(database: stage.database)
            for _ in 0..<3 { try await insights.rollUp(day) }
            let rows = try await stage.database.query(
                """
                SELECT d.plays, d.uniques, d.track_uniques, d.completions, d.listened_ms FROM analytics_daily d
                JOIN track_versions v ON v.id = d.version_id ORDER BY v.number
                """
            )
            let numbers: [[Int]] = try rows.map { row in try (0..<5).map { try row[$0] } }
            #expect(numbers == [[3, 2, 2, 1, 3000], [1, 1, 2, 1, 1000]])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `plays that come later raise the sums`(engine: TestDatabase) async throws {
        try await run(on: engine) { stage, record in
            let mia = try await stage.person("mia")
            let song = try await stage.track("Song", by: mia)
            let insights = Insights(database: stage.database)
            for count in 1...3 {
                try await play(record, song.track, song.version, by: "listener \(count)")
                try await insights.rollUp(at: Stage.now)
                let counts = try await Track.playCounts([song.track], in: stage.database)
                #expect(counts == [song.track: count])
            }
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `crawlers don't count`(engine: TestDatabase) async throws {
        try await run(on: engine) { stage, record in
            let mia = try await stage.person("mia")
            let song = try await stage.track("Song", by: mia)
            try await play(record, song.track, song.version, by: "a", agent: "Googlebot/2.1")
            try await Insights(database: stage.database).rollUp(day)
            #expect(try await Track.playCounts([song.track], in: stage.database) == [:])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `statistics have a line for every day asked for`(engine: TestDatabase) async throws {
        try await run(on: engine) { stage, record in
            let mia = try await stage.person("mia")
            let song = try await stage.track("Song", by: mia)
            for (offset, listener) in [(0, "a"), (0, "b"), (2, "a")] {
                let at = Stage.now + .seconds(Int64(offset) * 86_400)
                try await play(record, song.track, song.version, by: listener, completed: true, at: at)
            }
            let insights = Insights(database: stage.database)
            for offset in 0..<3 { try await insights.rollUp(Day(number: day.number + offset)) }
            let stats = try await TrackStats.read(
                song.track,
                day...Day(number: day.number + 2),
                in: stage.database
            )
            #expect(stats.days.map(\.plays) == [2, 0, 1])
            #expect(stats.days.map(\.uniques) == [2, 0, 1])
            #expect(stats.plays == 3 && stats.completions == 3 && stats.dailyUniques == 3)
        }
    }

    nonisolated(nonsending) private func run(
        on engine: TestDatabase,
        _ body: (Stage, RecordPlay) async throws -> Void
    ) async throws {
        try await Stage.run(on: engine, migrations: Playback.migrations + Insights.migrations) { stage in
            try await body(stage, RecordPlay(database: stage.database, salts: DailySalts()))
        }
    }

    private func play(
        _ record: RecordPlay,
        _ track: ID<Track>,
        _ version: ID<Version>,
        by listener: String,
        agent: String = "Firefox",
        completed: Bool = false,
        at now: Instant = Stage.now
    ) async throws {
        let report = PlayReport(trackID: track, versionID: version, listenedMS: 1000, completed: completed)
        let listener = Listener(viewer: .anonymous, address: listener, userAgent: agent, key: nil)
        _ = try await record(report, by: listener, at: now)
    }
}
