import Catalog
import Essentials
import Events
import Foundation
import Jobs
import Media
import ObjectStore
import Recordings
import SQL
import Stage
import Support

@testable import Ingest

/// A stage with a store and the work on uploads: a version is made and worked on as in the whole program.
struct Studio {
    let stage: Stage
    let store: any ObjectStore
    let scratch: Scratch
    let bus = EventBus()
    let person: Person

    static func run(
        on engine: TestDatabase = .sqlite,
        _ body: (Studio) async throws -> Void
    ) async throws {
        try await Stage.run(on: engine, migrations: Ingest.migrations) { stage in
            let person = try await stage.person("band")
            try await stage.withStore { store in
                try await body(Studio(stage: stage, store: store, scratch: Scratch(), person: person))
            }
        }
    }

    var database: any Database { stage.database }

    func ingest(
        in store: (any ObjectStore)? = nil,
        executable: String = ChildProcessTests.program,
        makesAAC: Bool = true,
        longest: Int = 3600
    ) -> Ingest {
        Ingest(
            database: database,
            store: store ?? self.store,
            queue: JobQueue(database),
            settings: IngestSettings(
                makesAAC: makesAAC,
                scratch: scratch.path("work"),
                longest: longest,
                executable: executable
            )
        )
    }

    /// Does every job that is due.
    func work(_ ingest: Ingest? = nil) async throws {
        let ingest = ingest ?? self.ingest()
        let runner = JobRunner(
            JobQueue(database),
            handlers: ingest.handlers(limit: 1),
            total: 2,
            onProgress: { await ingest.tell($0) },
            onTrouble: { print("trouble: \($0)") }
        )
        try await runner.drain()
    }

    /// Makes what waits for its next attempt due now.
    func hurry() async throws {
        try await database.execute("UPDATE jobs SET due_at = 0 WHERE state = 'waiting'")
    }

    /// A track made from the file at `path`, whose work is queued.
    func publish(_ path: String) async throws -> (track: ID<Track>, version: ID<Version>) {
        let asset = try await stage.asset(of: person)
        try await store.put(ObjectKey(.originals, "\(asset).flac"), copyOf: path)
        return try await stage.catalog.publish(
            TrackDraft(title: "Song", originalAssetID: asset),
            by: person.id,
            at: Stage.now
        )
    }

    func version(_ id: ID<Version>) async throws -> Version? {
        try await Version.find(id, in: database)
    }

    /// Paths of all objects in a bucket.
    func objects(in bucket: Bucket) async throws -> [String] {
        try await store.list(in: bucket, after: nil, limit: 1000).map(\.key.path)
    }

    /// Copies what lies below a version's folder into the scratch folder and returns the path of a playlist there.
    func download(_ version: ID<Version>, _ format: RenditionFormat) async throws -> String {
        for path in try await objects(in: .transcodes) where path.hasPrefix(version.text) {
            let target = scratch.folder.appending(path: path)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(await store.read(ObjectKey(.transcodes, path)).collect()).write(to: target)
        }
        return scratch.path("\(version)/playlist_\(format.rawValue).m3u8")
    }

    /// Names of what was told of a version and kept, in order: its standings.
    func news(of topic: String) async throws -> [News] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let texts: [String] = try await database.values(
            "SELECT data FROM outbox WHERE topic = \(topic) ORDER BY id"
        )
        return try texts.map { try decoder.decode(News.self, from: Data($0.utf8)) }
    }
}
