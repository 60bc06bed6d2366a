import Accounts
import HTTP
import Stage
import Support
import Testing

@testable import App

struct CareTests {
    @Test(arguments: TestDatabase.allCases)
    func `the operator bans, lets in again and invites`(engine: TestDatabase) async throws {
        try await House.run(on: engine) { house in
            let client = try await house.client(of: house.leo)
            #expect(try await client.get("/api/v1/me").status == .ok)
            try await house.instance.ban("leo")
            #expect(try await client.get("/api/v1/me").status == .unauthorized)
            try await house.instance.liftBan("leo")
            let again = try await house.client(of: house.leo)
            #expect(try await again.get("/api/v1/me").status == .ok)
            #expect(try await house.instance.invite().count >= 20)
        }
    }

    @Test func `what the operator can't have is said in a sentence`() async throws {
        try await House.run { house in
            let unknown = await #expect(throws: CareError.self) {
                try await house.instance.resetPassword(of: "nobody")
            }
            #expect(unknown?.description == "Nobody here is called nobody.")
            let last = await #expect(throws: CareError.self) { try await house.instance.ban("boss") }
            #expect(last?.description == "boss is the only one left to run this instance.")
        }
    }
}
