import Catalog
import Essentials
import SQL
import Stage
import Support
import Testing

struct VersionTests {
    let problem = VersionProblem(code: "truncated", arguments: ["at_ms": "12000"])

    @Test(arguments: TestDatabase.allCases)
    func `a version goes from pending over playable to ready`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let (_, id) = try await pending(stage)
            #expect(try await Version.markPlayable(id, in: stage.database))
            #expect(try await !Version.markPlayable(id, in: stage.database))
            let playable = try await #require(Version.find(id, in: stage.database))
            #expect(playable.status == .pending && playable.isPlayable)

            #expect(try await Version.markReady(id, facts: .song, in: stage.database))
            let ready = try await #require(Version.find(id, in: stage.database))
            #expect(ready.status == .ready && ready.isPlayable && ready.loudnessLUFS == -14.2)
            #expect(ready.sampleRate == 44_100 && ready.durationMS == 180_000)
            #expect(try await !Version.markFailed(id, problem: problem, in: stage.database))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a failed version tells why, and can be tried again`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let (_, id) = try await pending(stage)
            try await Version.markPlayable(id, in: stage.database)
            #expect(try await Version.markFailed(id, problem: problem, in: stage.database))
            let failed = try await #require(Version.find(id, in: stage.database))
            #expect(failed.status == .failed && !failed.isPlayable && failed.problem == problem)
            #expect(try await !Version.markReady(id, facts: .song, in: stage.database))

            #expect(try await Version.markPending(id, in: stage.database))
            let again = try await #require(Version.find(id, in: stage.database))
            #expect(again.status == .pending && again.problem == nil)
            #expect(try await Version.markReady(id, facts: .song, in: stage.database))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `versions are told by the title of their song`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let (track, first) = try await pending(stage)
            let second = try await add(to: track, stage)
            let title = try await #require(Track.find(holding: first, for: admin, in: stage.database)).title
            let songs = try await TrackTitle.songs(of: [second, first, ID()], in: stage.database)
            #expect(songs == [first: title, second: title])
            #expect(try await TrackTitle.songs(of: [], in: stage.database).isEmpty)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `the primary version stays unless it can't be played`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let (track, first) = try await pending(stage)
            let mia = try await #require(Track.find(holding: first, for: admin, in: stage.database))
                .ownerUserID
            let viewer = Viewer.member(mia, roles: [])
            let second = try await add(to: track, stage)
            #expect(try await primary(of: track, stage) == first)
            try await Version.markReady(second, facts: .song, in: stage.database)
            #expect(try await primary(of: track, stage) == first)
            try await Version.markFailed(first, problem: problem, in: stage.database)
            #expect(try await primary(of: track, stage) == second)
            let third = try await add(to: track, stage)
            try await Version.markReady(third, facts: .song, in: stage.database)
            let fourth = try await add(to: track, stage)
            try await stage.catalog.delete(second, by: viewer)
            #expect(try await primary(of: track, stage) == third)
            try await stage.catalog.delete(third, by: viewer)
            #expect(try await primary(of: track, stage) == fourth)
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `numbers are never given twice and the last version stays`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let (track, first) = try await pending(stage)
            let second = try await add(to: track, stage)
            try await stage.catalog.delete(second, by: admin)
            try await add(to: track, stage)
            #expect(try await Version.of(track, in: stage.database).map(\.number) == [1, 3])
            try await stage.catalog.delete(first, by: admin)
            let last = try await #require(Version.of(track, in: stage.database).first).id
            await #expect(throws: CatalogError.lastVersion) {
                try await stage.catalog.delete(last, by: admin)
            }
            #expect(try await Version.find(first, in: stage.database) == nil)
            #expect(try await !Version.markReady(first, facts: .song, in: stage.database))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `what is said of a version can be changed`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let (_, id) = try await pending(stage)
            var edit = VersionEdit()
            edit.label = .set("radio edit")
            edit.type = .set(.edit)
            edit.metadata = JSONValue(text: #"{"bpm": 120.5, "tape_no": "B-12"}"#)
            try await stage.catalog.edit(id, edit, by: admin)
            edit = VersionEdit()
            edit.label = .clear
            try await stage.catalog.edit(id, edit, by: admin)
            let version = try await #require(Version.find(id, in: stage.database))
            #expect(version.label == nil && version.type == .edit)
            #expect(version.metadata == #"{"bpm":120.5,"tape_no":"B-12"}"#)
            edit.metadata = .array([])
            await #expect(throws: CatalogError.invalid(["metadata": "Metadata is an object."])) {
                try await stage.catalog.edit(id, edit, by: admin)
            }
        }
    }

    @Test(arguments: [
        #"{"a":{"b":[[[[[[[[[[[[[[1]]]]]]]]]]]]]]}}"#, #"{"a":true,"b":[null,"x",1.5]}"#,
    ])
    func `metadata may nest to a depth`(text: String) {
        #expect(JSONValue(text: text)?.text == text)
    }

    @Test(arguments: [24, 500])
    func `metadata that nests deeper is refused, however much it holds`(depth: Int) {
        let inner = "[" + Array(repeating: "{}", count: 5000).joined(separator: ",") + "]"
        let text = String(repeating: "{\"a\":", count: depth) + inner + String(repeating: "}", count: depth)
        #expect(JSONValue(text: text) == nil)
    }

    let admin = Viewer.member(UserID(), roles: [.admin])

    private func pending(_ stage: Stage) async throws -> (track: ID<Track>, version: ID<Version>) {
        let mia = try await stage.person("mia")
        let draft = TrackDraft(title: "Song", originalAssetID: try await stage.asset(of: mia))
        return try await stage.catalog.publish(draft, by: mia.id)
    }

    @discardableResult
    private func add(to track: ID<Track>, _ stage: Stage) async throws -> ID<Version> {
        let owner = try await #require(Track.find(track, for: admin, in: stage.database))
        let viewer = Viewer.member(owner.ownerUserID, roles: [])
        let asset = try await stage.asset(of: owner.ownerUserID)
        return try await stage.catalog.addVersion(from: asset, to: track, by: viewer)
    }

    private func primary(of track: ID<Track>, _ stage: Stage) async throws -> ID<Version>? {
        try await Track.find(track, for: admin, in: stage.database)?.primaryVersionID
    }
}
