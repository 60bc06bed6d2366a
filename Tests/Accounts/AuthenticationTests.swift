import Crypto
import Essentials
import HTTP
import Support
import Testing

@testable import Accounts

@Suite struct AuthenticationTests {
    @Test func `a token of an Authorization header goes before all cookies, and needs no form token`()
        async throws
    {
        try await House.run { house in
            let ada = try await house.signedUp("ada")
            let bob = try await house.signedUp("bob")
            await ada.setBearer(await bob.cookie("stemma_access"))
            #expect(try await house.who(ada) == "bob")
            #expect(try await ada.send(.post, "/api/v1/who").text == "bob")
            await ada.setBearer("nonsense")
            #expect(try await ada.get("/page").refusal == "401 invalid_token")
        }
    }

    @Test func `a token that isn't ours is refused, whatever it claims`() async throws {
        try await House.run { house in
            let ada = try await house.signedUp("ada")
            let good = try #require(await ada.cookie("stemma_access"))
            let parts = good.split(separator: ".").map(String.init)
            let none = Base64URL.encode(Array(#"{"alg":"none","typ":"JWT"}"#.utf8))
            let id = try #require(try await house.desk.accounts.user(handle: "ada")).id
            let row = try await house.desk.accounts.sessions(of: id)[0]
            let forged = try TokenMint(key: .random()).tokens(for: row, at: house.desk.clock.now).access
            let empty = try #require(SymmetricKey(String(repeating: "\0", count: 32)))
            let keyless = try TokenMint(key: empty).tokens(for: row, at: house.desk.clock.now).access
            let refresh = try #require(await ada.cookie("stemma_refresh"))
            let view = try #require(await ada.cookie("stemma_view"))
            let bad = [
                "", "\(none).\(parts[1]).", "\(none).\(parts[1]).\(parts[2])", "\(parts[0]).\(parts[1]).",
                forged, keyless, refresh, view, good + "x", "stemma_pat_", "stemma_pat_\(randomToken())",
            ]
            let client = house.client()
            for token in bad {
                await client.setBearer(token)
                #expect(try await client.get("/api/v1/who").refusal == "401 invalid_token", "\(token)")
            }
            for header in ["Basic YWRhOng=", "Bearer", good, "Bearer \(good) x"] {
                let answer = try await house.client().get("/page", headers: ["Authorization": header])
                #expect(answer.refusal == "401 invalid_token")
            }
            let lower = try await house.client().get("/page", headers: ["Authorization": "bearer \(good)"])
            #expect(lower.text == "ada")
        }
    }

    @Test func `writes by cookie take the form token of that very session`() async throws {
        try await House.run { house in
            let ada = try await house.signedUp("ada")
            let eve = try await house.signedUp("eve")
            let (own, other) = (try await house.formToken(ada), try await house.formToken(eve))
            #expect(try await ada.send(.post, "/api/v1/who").refusal == "403 csrf")
            for token in ["", "none", other] {
                let answer = try await ada.send(.post, "/api/v1/who", headers: ["X-CSRF-Token": token])
                #expect(answer.refusal == "403 csrf")
            }
            #expect(try await ada.send(.post, "/api/v1/who", headers: ["X-CSRF-Token": own]).text == "ada")
            #expect(try await ada.post("/page", form: ["csrf_token": own]).text == "ada")
            // The token lives as long as the session, through every refresh.
            house.desk.clock.advance(by: .seconds(1000))
            #expect(try await ada.post("/page", form: ["csrf_token": own]).text == "ada")
        }
    }

    @Test func `a page whose access has ended renews it by itself, for two tabs as well`() async throws {
        try await House.run { house in
            let ada = try await house.signedUp("ada")
            let before = try #require(await ada.cookie("stemma_refresh"))
            house.desk.clock.advance(by: .seconds(901))
            let secondTab: Headers = ["Cookie": "stemma_refresh=\(before)"]
            #expect(try await house.who(ada) == "ada")
            let after = try #require(await ada.cookie("stemma_refresh"))
            #expect(after != before)
            house.desk.clock.advance(by: .seconds(20))
            let tab = house.client()
            #expect(try await house.who(tab, headers: secondTab) == "ada")
            #expect(await tab.cookie("stemma_refresh") == after)
            let fresh = try await ada.get("/page")
            #expect(fresh.headers.all("Set-Cookie").isEmpty && fresh.text == "ada")
            house.desk.clock.advance(by: .seconds(20))
            #expect(try await house.who(house.client(), headers: secondTab) == "nobody")
            #expect(try await house.who(ada) == "nobody")
            #expect(await ada.cookie("stemma_refresh") == nil)
        }
    }

    @Test func `where a foreign link led to a page, the view cookie says who looks, and nothing else`()
        async throws
    {
        try await House.run { house in
            let ada = try await house.signedUp("ada")
            let view: Headers = ["Cookie": "stemma_view=\(try #require(await ada.cookie("stemma_view")))"]
            let client = house.client()
            #expect(try await house.who(client, headers: view) == "ada")
            #expect(try await house.who(client, at: "/api/v1/who", headers: view) == "nobody")
            #expect(try await client.send(.post, "/page", headers: view).text == "nobody")
            #expect(try await client.get("/api/v1/me", headers: view).refusal == "401 unauthorized")
            #expect(try await client.get("/page", headers: view).headers.all("Set-Cookie").isEmpty)
        }
    }

    @Test func `a link that is the right itself is not asked who holds it`() async throws {
        try await House.run { house in
            let ada = try await house.signedUp("ada")
            #expect(try await house.who(ada, at: "/media") == "nobody")
            let answer = try await ada.get("/media", headers: ["Authorization": "Bearer nonsense"])
            #expect(answer.text == "nobody")
        }
    }

    @Test func `somebody banned is nobody at once, and refused when they write`() async throws {
        try await House.run { house in
            _ = try await house.signedUp("boss")
            let eve = try await house.signedUp("eve")
            let program = house.client()
            await program.setBearer(await eve.cookie("stemma_access"))
            #expect(try await house.who(eve) == "eve")
            #expect(try await house.who(program) == "eve")
            try await house.desk.accounts.ban(handle: "eve")
            for client in [eve, program] {
                #expect(try await house.who(client) == "nobody")
                #expect(try await client.send(.post, "/api/v1/who").refusal == "403 banned")
                #expect(try await client.get("/api/v1/me").refusal == "401 unauthorized")
            }
            let body = #"{"handle":"eve","password":"\#(Desk.password)"}"#
            #expect(try await house.client().post("/api/v1/auth/login", json: body).refusal == "403 banned")
        }
    }
}
