import Essentials
import Foundation
import HTTP
import Testing

@testable import App

@Suite struct SettingsTests {
    private let folder = NSTemporaryDirectory() + "stemma-settings-" + UUID().uuidString

    private func settings(_ values: [String: String]) throws -> Settings {
        try Settings(values: values.merging(["STEMMA_DATA": folder]) { given, _ in given })
    }

    @Test func `an empty environment gives an embedded instance on loopback`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let settings = try settings([:])
        #expect(settings.listen.description == "127.0.0.1:8080")
        #expect(settings.databaseURL == "sqlite:\(folder)/stemma.db")
        #expect(settings.duties == [.web, .api, .worker])
        #expect(settings.makesAAC)
    }

    @Test func `every wrong setting is told in one go`() {
        let error = #expect(throws: SettingsError.self) {
            try settings([
                "STEMMA_LISTEN": "8080", "DATABASE_URL": "mysql://x", "STEMMA_AAC": "maybe",
                "STEMMA_WORKERS": "0", "STEMMA_CONNECTIONS_PER_ADDRESS": "0", "STEMMA_SIGNUPS": "sometimes",
                "JWT_SECRET": "short",
                "REDIS_URL": "redis://localhost",
                "STEMMA_ROLES": "web,cook", "STEMMA_TRUSTED_PROXIES": "10.0.0.0/8, proxy.example",
            ])
        }
        #expect(error?.problems.count == 10)
        #expect(error?.description.contains("write on or off") == true)
        #expect(error?.description.contains("UNIMPLEMENTED: Redis") == true)
        #expect(error?.description.contains("names “proxy.example”") == true)
    }

    @Test func `secrets are made once, kept and closed to others`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let first = try settings([:])
        let second = try settings([:])
        #expect(first.tokenSecret == second.tokenSecret)
        #expect(first.tokenSecret != first.linkSecret)
        let mode = try FileManager.default.attributesOfItem(atPath: folder + "/jwt-secret")[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `what a crash left of a secret is in nobody's way`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data([1]).write(to: URL(filePath: "\(folder)/jwt-secret.\(getpid())"))
        #expect(try settings([:]).tokenSecret.count == 32)
    }

    @Test func `a given secret is taken and a damaged one is said`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let given = String(repeating: "k", count: 32)
        #expect(try settings(["JWT_SECRET": given]).tokenSecret == Array(given.utf8))
        try Data([1]).write(to: URL(filePath: folder + "/jwt-secret"))
        #expect(throws: SettingsError.self) { try settings([:]) }
    }
}

@Suite struct EnvironmentFileTests {
    @Test func `a file of settings allows comments, quotes and export`() {
        let values = EnvironmentFile.values(
            in: "# c\nA=1\nexport B = \"two words\"\nC='#x'\nnonsense\nD=a=b\n"
        )
        #expect(values == ["A": "1", "B": "two words", "C": "#x", "D": "a=b"])
    }
}
