import Essentials
import HTTP
import Support
import Testing

@testable import Accounts

@Suite struct MeRoutesTests {
    /// A client of somebody new that proves itself by its access token.
    private func program(_ handle: String, _ house: House) async throws -> TestClient {
        let browser = try await house.signedUp(handle)
        let client = house.client()
        await client.setBearer(await browser.cookie("stemma_access"))
        return client
    }

    private func sessions(_ client: TestClient) async throws -> [ListedSession] {
        try await client.get("/api/v1/me/sessions").json(ListAnswer<ListedSession>.self).data
    }

    @Test func `sessions are listed and ended, one's own only`() async throws {
        try await House.run { house in
            let ada = try await program("ada", house)
            let bob = try await program("bob", house)
            let body = #"{"handle":"ada","password":"\#(Desk.password)"}"#
            for agent in ["Phone", "Tablet"] {
                _ = try await house.client().post(
                    "/api/v1/auth/login",
                    json: body,
                    headers: ["User-Agent": agent]
                )
            }
            let listed = try await sessions(ada)
            #expect(listed.map(\.userAgent).sorted() == ["", "Phone", "Tablet"])
            #expect(listed.filter(\.isCurrent).map(\.userAgent) == [""])
            let phone = try #require(listed.first { $0.userAgent == "Phone" })
            #expect(try await bob.send(.delete, "/api/v1/me/sessions/\(phone.id)").refusal == "404 not_found")
            #expect(try await bob.get("/api/v1/me/sessions/\(phone.id)").refusal == "404 not_found")
            #expect(try await ada.send(.delete, "/api/v1/me/sessions/x").refusal == "404 not_found")
            #expect(try await ada.send(.delete, "/api/v1/me/sessions/\(phone.id)").status == .ok)
            #expect(try await sessions(ada).count == 2)
            #expect(try await ada.send(.delete, "/api/v1/me/sessions").status == .ok)
            #expect(try await sessions(ada).map(\.isCurrent) == [true])
            #expect(try await sessions(bob).count == 1)
        }
    }

    @Test func `personal tokens do what their scopes say, and never guard the account`() async throws {
        try await House.run { house in
            let ada = try await program("ada", house)
            let made = try await ada.post("/api/v1/me/tokens", json: #"{"name":"feed","scopes":["read"]}"#)
            #expect(made.status == .created)
            let data = try made.json(Answer.self).data
            let id = try #require(data.personalToken?.id)
            let reader = house.client()
            await reader.setBearer(data.token)
            #expect(try await house.who(reader) == "ada")
            #expect(try await reader.send(.post, "/api/v1/who").refusal == "403 insufficient_scope")
            for path in ["/api/v1/me/tokens", "/api/v1/me/sessions", "/api/v1/me/tokens/\(id)"] {
                #expect(try await reader.get(path).refusal == "403 session_needed")
            }
            house.desk.clock.advance(by: .seconds(1))
            let writing = try await ada.post("/api/v1/me/tokens", json: #"{"name":"studio"}"#)
            let writer = house.client()
            await writer.setBearer(try writing.json(Answer.self).data.token)
            #expect(try await writer.send(.post, "/api/v1/who").text == "ada")
            let passwords = #"{"current_password":"\#(Desk.password)","new_password":"another one"}"#
            let changed = try await writer.send(.put, "/api/v1/me/password", json: passwords)
            #expect(changed.refusal == "403 session_needed")
            let more = try await writer.post("/api/v1/me/tokens", json: #"{"name":"more"}"#)
            #expect(more.refusal == "403 session_needed")

            let list = try await ada.get("/api/v1/me/tokens")
            #expect(
                try list.json(ListAnswer<Answer.Token>.self).data.map(\.scopes) == [
                    ["read", "write"], ["read"],
                ]
            )
            #expect(!list.text.contains("stemma_pat_"))
            #expect(try await ada.send(.delete, "/api/v1/me/tokens/\(id)").status == .ok)
            #expect(try await reader.get("/page").refusal == "401 invalid_token")
            #expect(try await ada.send(.delete, "/api/v1/me/tokens/\(id)").refusal == "404 not_found")
        }
    }

    @Test func `the password and the profile are changed by their owner`() async throws {
        try await House.run { house in
            let ada = try await program("ada", house)
            let wrong = #"{"current_password":"x","new_password":"a green submarine"}"#
            #expect(
                try await ada.send(.put, "/api/v1/me/password", json: wrong).refusal == "422 wrong_password"
            )
            let right = #"{"current_password":"\#(Desk.password)","new_password":"a green submarine"}"#
            #expect(try await ada.send(.put, "/api/v1/me/password", json: right).status == .ok)
            #expect(try await house.who(ada) == "ada")
            let renamed = try await ada.send(
                .patch,
                "/api/v1/me",
                json: #"{"display_name":" Ada L. ","bio":"Loops."}"#
            )
            #expect(renamed.status == .ok && renamed.text.contains(#""display_name":"Ada L.""#))
            let long = String(repeating: #"\uD83C\uDF9B"#, count: 5000)
            let told = try await ada.send(.patch, "/api/v1/me", json: "{\"bio\":\"\(long)\"}")
            #expect(told.status == .ok)
            let empty = try await ada.send(.patch, "/api/v1/me", json: #"{"display_name":" "}"#)
            #expect(empty.refusal == "422 invalid")
        }
    }

    @Test func `only admins ban, give roles and invite`() async throws {
        try await House.run { house in
            let boss = try await program("boss", house)
            let eve = try await program("eve", house)
            let calls: [(HTTP.Method, String, String)] = [
                (.put, "/api/v1/admin/users/eve/ban", "{}"), (.delete, "/api/v1/admin/users/eve/ban", "{}"),
                (.put, "/api/v1/admin/users/eve/roles", #"{"roles":["moderator"]}"#),
                (.post, "/api/v1/admin/invites", "{}"),
            ]
            for (method, path, json) in calls {
                #expect(try await house.client().send(method, path, json: json).refusal == "401 unauthorized")
                #expect(try await eve.send(method, path, json: json).refusal == "403 forbidden")
            }
            for (method, path, json) in calls {
                let status = try await boss.send(method, path, json: json).status
                #expect(status == (path.hasSuffix("invites") ? .created : .ok))
            }
            let own = try await boss.send(.put, "/api/v1/admin/users/boss/ban", json: "{}")
            #expect(own.refusal == "409 last_admin")
            let unknown = try await boss.send(.put, "/api/v1/admin/users/nobody/ban", json: "{}")
            #expect(unknown.refusal == "404 not_found")
            let roles = try await boss.send(
                .put,
                "/api/v1/admin/users/eve/roles",
                json: #"{"roles":["king"]}"#
            )
            #expect(roles.refusal == "422 invalid")
        }
    }
}
