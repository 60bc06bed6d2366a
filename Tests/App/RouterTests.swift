import HTTP
import SQL
import Stage
import Support
import Synchronization
import Testing

@testable import App

@Suite struct RouterTests {
    /// Runs `body` with an instance in a folder of its own.
    private func withInstance(
        _ values: [String: String],
        _ body: (Instance) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let settings = try Settings(values: values.merging(["STEMMA_DATA": folder]) { given, _ in given })
            let foundations = try await Foundations.open(settings, migrates: true)
            try await body(Instance(settings, on: foundations))
            await foundations.close()
        }
    }

    @Test(arguments: TestDatabase.allCases)
    func `a track's page says from which event on its scripts listen`(engine: TestDatabase) async throws {
        try await House.run(on: engine) { house in
            try await house.stage.track("Song", by: house.mia)
            try await house.stage.database.execute("UPDATE outbox_end SET last_seq = 7")
            let page = try await house.client().get("/@mia/song")
            #expect(page.status == .ok && page.text.contains("data-since=\"7\""))
        }
    }

    @Test func `behind a proxy that is trusted the log names the client`() async throws {
        try await withInstance(["STEMMA_TRUSTED_PROXIES": "10.0.0.0/8"]) { instance in
            let records = Mutex<[LogRecord]>([])
            let router = instance.router { record in records.withLock { $0.append(record) } }
            let proxy = try #require(RemoteAddress("10.0.0.9"))
            let headers: Headers = ["Host": "inner", "X-Forwarded-For": "1.2.3.4"]
            _ = await router.respond(to: Request(.get, "/api/v1/me", headers: headers, remote: proxy))
            let remotes = records.withLock { $0.map(\.json) }
            #expect(remotes.count == 1)
            #expect(remotes.allSatisfy { $0.contains("1.2.3.4") && !$0.contains("10.0.0.9") })
        }
    }
}
