import Catalog
import Essentials
import Insights
import Playback
internal import SQL
import Stage
import Support
import Testing

struct StatsRouteTests {
    @Test(arguments: TestDatabase.allCases)
    func `the artist sees every day, those without plays too`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine, migrations: Playback.migrations + Insights.migrations) { stage in
            let mia = try await stage.person("mia")
            let song = try await stage.track("Song", by: mia)
            let browser = Browser(Insights(database: stage.database).routes)
            try await stage.database.execute(
                """
                INSERT INTO analytics_daily (track_id, version_id, day, plays, uniques, track_uniques, completions)
                VALUES (\(song.track), \(song.version), \(Day(of: Stage.now)), 5, 3, 3, 2)
                """
            )
            let day = Day(of: Stage.now)
            let path = "/api/v1/tracks/\(song.track)/stats?from=\(Day(number: day.number - 1))&to=\(day)"
            let stats = try await browser.get(path, as: mia.viewer)
            #expect(
                stats.json("data", "days")
                    == .array([
                        .object([
                            "day": .string("\(Day(number: day.number - 1))"), "plays": .number(0),
                            "uniques": .number(0), "completions": .number(0),
                        ]),
                        .object([
                            "day": .string("\(day)"), "plays": .number(5), "uniques": .number(3),
                            "completions": .number(2),
                        ]),
                    ])
            )
            #expect(
                stats.json("data", "totals")
                    == .object(["plays": .number(5), "uniques": .number(3), "completions": .number(2)])
            )
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `nobody else sees any, and no days that can't be`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine, migrations: Playback.migrations + Insights.migrations) { stage in
            let mia = try await stage.person("mia")
            let leo = try await stage.person("leo")
            let path = "/api/v1/tracks/\(try await stage.track("Song", by: mia).track)/stats"
            let shut = "/api/v1/tracks/\(try await stage.track("Shut", by: mia, .private).track)/stats"
            let browser = Browser(Insights(database: stage.database).routes)
            #expect(try await browser.get(path).status == 401)
            #expect(try await browser.get(path, as: leo.viewer).status == 403)
            #expect(try await browser.get(shut, as: leo.viewer).status == 404)
            for wrong in [
                "from=2026-02-30", "from=2026-01-02&to=2026-01-01", "from=2020-01-01&to=2026-01-01",
            ] {
                #expect(try await browser.get("\(path)?\(wrong)", as: mia.viewer).status == 400, "\(wrong)")
            }
        }
    }
}
