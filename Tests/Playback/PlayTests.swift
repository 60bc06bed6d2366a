import Catalog
import Crypto
import Essentials
import SQL
import Stage
import Support
import Testing

@testable import Playback

struct PlayTests {
    let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0"

    @Test(arguments: TestDatabase.allCases)
    func `reports within half an hour are one play`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine, migrations: Playback.migrations) { stage in
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            let record = RecordPlay(database: stage.database, salts: DailySalts())
            func report(
                _ minutes: Int64,
                ms: Int64,
                completed: Bool,
                _ ranges: [[Int64]]
            ) async throws -> Play {
                try await record(
                    PlayReport(trackID: made.track, listenedMS: ms, completed: completed, ranges: ranges),
                    by: listener("192.0.2.1"),
                    at: Stage.now + .seconds(60 * minutes)
                )
            }
            let first = try await report(0, ms: 30_000, completed: false, [[0, 30_000]])
            let second = try await report(10, ms: 20_000, completed: true, [[160_000, 180_000]])
            let third = try await report(29, ms: 10_000, completed: false, [[0, 10_000]])
            let fourth = try await report(30, ms: 5000, completed: false, [])
            #expect(first.isNew && !second.isNew && !third.isNew && fourth.isNew)
            #expect(Set([first.id, second.id, third.id]).count == 1 && fourth.id != first.id)

            let row = try await stage.database.one(
                "SELECT watch_ms, completed, ranges, version_id FROM analytics_play WHERE id = \(first.id)"
            )
            #expect(try row["watch_ms"] == 30_000 as Int)
            #expect(try row["completed"] == true)
            #expect(try row["ranges"] == "0-6,32-36")
            #expect(try row["version_id"] == made.version)
            #expect(try await plays(stage) == 2)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `reports at the same moment are one play`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine, migrations: Playback.migrations) { stage in
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            let record = RecordPlay(database: stage.database, salts: DailySalts())
            let listener = listener("192.0.2.1")
            let new = try await withThrowingTaskGroup(of: Bool.self) { group in
                for ms in 1...12 {
                    group.addTask {
                        let report = PlayReport(trackID: made.track, listenedMS: Int64(ms), completed: false)
                        return try await record(report, by: listener, at: Stage.now).isNew
                    }
                }
                return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(new == 1)
            #expect(try await plays(stage) == 1)
            #expect(try await stage.database.value("SELECT watch_ms FROM analytics_play", as: Int.self) == 12)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `listeners are told apart by account, else by address and program`(
        engine: TestDatabase
    ) async throws {
        try await Stage.run(on: engine, migrations: Playback.migrations) { stage in
            let mia = try await stage.person("mia")
            let leo = try await stage.person("leo")
            let made = try await stage.track("Song", by: mia)
            let record = RecordPlay(database: stage.database, salts: DailySalts())
            let listeners = [
                listener("192.0.2.1"), listener("192.0.2.2"), listener("192.0.2.1", agent: "curl/8"),
                listener("192.0.2.1", leo.viewer), listener("198.51.100.7", leo.viewer),
            ]
            var new: [Bool] = []
            for listener in listeners {
                let report = PlayReport(trackID: made.track, listenedMS: 1, completed: false)
                new.append(try await record(report, by: listener, at: Stage.now).isNew)
            }
            #expect(new == [true, true, true, true, false])
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `what is kept of a listener names nobody and changes with the day`(
        engine: TestDatabase
    ) async throws {
        try await Stage.run(on: engine, migrations: Playback.migrations) { stage in
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            let record = RecordPlay(database: stage.database, salts: DailySalts())
            for day in 0..<2 {
                let report = PlayReport(
                    trackID: made.track,
                    listenedMS: 1,
                    completed: false,
                    referrer: "https://blog.example/post?id=7"
                )
                _ = try await record(
                    report,
                    by: listener("192.0.2.1"),
                    at: Stage.now + .seconds(Int64(day) * 86_400)
                )
            }
            let rows = try await stage.database.query("SELECT * FROM analytics_play ORDER BY started_at")
            let hashes: [String] = try rows.map { try $0["ip_hash"] }
            let listeners: [String] = try rows.map { try $0["listener"] }
            #expect(Set(hashes).count == 2 && Set(listeners).count == 2)
            for row in rows {
                #expect(try row["user_agent"] == "desktop")
                #expect(try row["referrer"] == "blog.example")
                #expect(try row["country"] == nil as String?)
            }
            #expect(!"\(rows)".contains("192.0.2.1"))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `processes that share a database hash alike, until the salt is destroyed`(
        engine: TestDatabase
    ) async throws {
        try await Stage.run(on: engine, migrations: Playback.migrations) { stage in
            let day = Day(of: Stage.now)
            func hash(_ day: Day) async throws -> String {
                let salt = try await DailySalts().salt(of: day, in: stage.database)
                return HMACSHA256.text(for: "192.0.2.1", key: salt)
            }
            let first = try await hash(day)
            #expect(try await hash(day) == first)
            try await DailySalts.destroyOld(before: Day(number: day.number + 1), in: stage.database)
            #expect(try await hash(day) == first)
            try await DailySalts.destroyOld(before: Day(number: day.number + 2), in: stage.database)
            #expect(try await hash(day) != first)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `tidying keeps plays and forgets who might lengthen them`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine, migrations: Playback.migrations) { stage in
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia)
            let record = RecordPlay(database: stage.database, salts: DailySalts())
            func report(at now: Instant) async throws -> Play {
                let report = PlayReport(trackID: made.track, listenedMS: 1, completed: false)
                return try await record(report, by: listener("192.0.2.1"), at: now)
            }
            let first = try await report(at: Stage.now)
            try await Playback.tidy(stage.database, at: Stage.now + .seconds(1799))
            #expect(try await report(at: Stage.now + .seconds(1799)).id == first.id)
            try await Playback.tidy(stage.database, at: Stage.now + .seconds(1800))
            let latest: Int = try await stage.database.value("SELECT count(*) FROM latest_plays")
            #expect(latest == 0)
            #expect(try await plays(stage) == 1)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `only what the listener may hear is counted`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine, migrations: Playback.migrations) { stage in
            let mia = try await stage.person("mia")
            let made = try await stage.track("Song", by: mia, .unlisted)
            let other = try await stage.track("Other", by: mia)
            let key = try await stage.key(of: made.track)
            let record = RecordPlay(database: stage.database, salts: DailySalts())
            func play(_ track: ID<Track>, _ version: ID<Version>? = nil, key: String? = nil) async throws {
                let report = PlayReport(trackID: track, versionID: version, listenedMS: 1, completed: false)
                _ = try await record(report, by: listener("192.0.2.1", key: key), at: Stage.now)
            }
            await #expect(throws: PlaybackError.notFound) { try await play(made.track) }
            await #expect(throws: PlaybackError.notFound) { try await play(other.track, made.version) }
            try await play(made.track, key: key)
            try await play(other.track, other.version)

            let asset = try await stage.asset(of: mia)
            let silent = try await stage.catalog.addVersion(from: asset, to: other.track, by: mia.viewer)
            await #expect(throws: PlaybackError.notPlayable) { try await play(other.track, silent) }
            #expect(try await plays(stage) == 2)
        }
    }

    private func listener(
        _ address: String,
        _ viewer: Viewer = .anonymous,
        agent: String? = nil,
        key: String? = nil
    ) -> Listener {
        Listener(viewer: viewer, address: address, userAgent: agent ?? browser, key: key)
    }

    private func plays(_ stage: Stage) async throws -> Int {
        try await stage.database.value("SELECT count(*) FROM analytics_play")
    }
}
