import Catalog
import Essentials
import SQL
import Stage
import Support
import Testing

@testable import Playback

struct DeliveryGateTests {
    @Test(arguments: TestDatabase.allCases)
    func `a ban shuts the gate within 30 seconds`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let version = try await stage.track("Song", by: mia, .private).version
            let gate = DeliveryGate(database: stage.database)
            #expect(try await gate.isOpen(version, at: Stage.now))
            try await stage.ban(mia)
            #expect(try await gate.isOpen(version, at: Stage.now + .seconds(29)))
            #expect(try await !gate.isOpen(version, at: Stage.now + .seconds(30)))
            try await stage.ban(mia, false)
            #expect(try await !gate.isOpen(version, at: Stage.now + .seconds(59)))
            #expect(try await gate.isOpen(version, at: Stage.now + .seconds(60)))
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `the gate is shut for what is deleted, silent or unknown`(engine: TestDatabase) async throws {
        try await Stage.run(on: engine) { stage in
            let mia = try await stage.person("mia")
            let deleted = try await stage.track("Song", by: mia)
            try await stage.catalog.delete(deleted.track, by: mia.viewer)
            let draft = TrackDraft(title: "Silent", originalAssetID: try await stage.asset(of: mia))
            let silent = try await stage.catalog.publish(draft, by: mia.id)
            let gate = DeliveryGate(database: stage.database)
            for version in [deleted.version, silent.version, ID()] {
                #expect(try await !gate.isOpen(version, at: Stage.now))
            }
            try await Version.markPlayable(silent.version, in: stage.database)
            gate.forget()
            #expect(try await gate.isOpen(silent.version, at: Stage.now))
        }
    }

    @Test func `a remembered answer asks nothing of the database`() async throws {
        try await Stage.run(on: .sqlite) { stage in
            let mia = try await stage.person("mia")
            let version = try await stage.track("Song", by: mia).version
            let gate = DeliveryGate(database: stage.database)
            #expect(try await gate.isOpen(version, at: Stage.now))
            await stage.database.close()
            #expect(try await gate.isOpen(version, at: Stage.now))
            await #expect(throws: SQLError.self) { try await gate.isOpen(ID(), at: Stage.now) }
        }
    }
}
