import Accounts
import Catalog
import Crypto
import Essentials
import Events
import Insights
import Jobs
import ObjectStore
import Playback
import SQL
import Social
import Stage
import Support
import Synthesis
import Uploads

@testable import Demo

/// Two seconds of music in two takes.
struct Jingle: Piece {
    let title = "Two Seconds"
    let tempo = 120.0
    let key = "C major"
    let metre = "4/4"
    let form = Form("all:1", bar: 4)
    let takes = [Take(.demo, "sketch", age: 9), Take(.master, "master", age: 1)]

    func desk(_ score: inout Score) { score.tail = 0.2 }

    func parts(of take: Take) -> [Part] {
        var part = Part("strings", .pluck(.steel))
        part.play(Line("c4:1 e4 g4 c5"), at: 0)
        return [part]
    }
}

/// An empty instance with a demo of one song, and somebody who pretends to do the work on recordings.
struct Scene {
    let stage: Stage
    let accounts: Accounts
    let demo: Demo

    static let song = Song(
        piece: Jingle(),
        artist: "the_slow_ferry",
        age: 6,
        tags: ["short"],
        notes: "Short.",
        credits: [Credit(personName: "Nobody", role: .writer)],
        remarks: [
            Remark("pale_tom", "all", day: 1, "Over already?", answers: [("the_slow_ferry", "Again!")]),
            Remark("ottilie_b", "all", take: 0, day: 0, "I liked the sketch."),
        ],
        fame: 10
    )

    static func run(on engine: TestDatabase, _ body: (Scene) async throws -> Void) async throws {
        let migrations = Playback.migrations + Social.migrations + Insights.migrations
        try await Stage.run(on: engine, migrations: migrations) { stage in
            try await stage.withStore { store in
                let worker = Task { try await pretendToWork(on: stage.database) }
                defer { worker.cancel() }
                try await body(Scene(stage, store))
            }
        }
    }

    private init(_ stage: Stage, _ store: any ObjectStore) throws {
        let (database, queue) = (stage.database, JobQueue(stage.database))
        self.stage = stage
        accounts = try Accounts(
            database: database,
            key: .random(),
            settings: AccountSettings(isSecure: false),
            onSignUp: { try await Artist.makeFirst(of: $0, in: $1) },
            onEdit: { try await Artist.follow($0, in: $1) }
        )
        let uploads = Uploads(
            database: database,
            store: store,
            settings: UploadSettings(quota: 1 << 30, largestFile: 1 << 28),
            probe: { _ in
                ProbeAnswer(
                    durationMs: 2200,
                    sampleRate: 48_000,
                    channels: 2,
                    codec: "pcm_s16le",
                    bitrate: nil,
                    tags: [:]
                )
            }
        )
        demo = Demo(
            database: database,
            queue: queue,
            accounts: accounts,
            uploads: uploads,
            catalog: stage.catalog,
            playback: Playback(
                database: database,
                objects: store,
                queue: queue,
                key: .random(),
                linkLifetime: .seconds(60)
            ),
            social: Social(database: database, bus: EventBus()),
            insights: Insights(database: database),
            programme: [Self.song]
        )
    }

    /// Marks whatever is pending as ready until it is cancelled.
    private static func pretendToWork(on database: any Database) async throws {
        let facts = VersionFacts(
            durationMS: 2200,
            sampleRate: 48_000,
            channels: 2,
            loudnessLUFS: -14,
            loudnessRangeLU: nil,
            truePeakDBTP: -1
        )
        while !Task.isCancelled {
            let pending: [ID<Version>] = try await database.values(
                "SELECT id FROM track_versions WHERE status = 'pending'"
            )
            for version in pending { _ = try await Version.markReady(version, facts: facts, in: database) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
