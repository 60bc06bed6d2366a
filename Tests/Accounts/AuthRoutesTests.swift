import Essentials
import HTTP
import Support
import Testing

@testable import Accounts

@Suite struct AuthRoutesTests {
    @Test func `signing up gives a user and a session, by cookie and by token`() async throws {
        try await House.run { house in
            let client = house.client()
            let answer = try await client.post(
                "/api/v1/auth/signup",
                json: #"{"email":"Ada@Example.org","handle":"Ada","password":"a yellow submarine"}"#
            )
            #expect(answer.status == .created)
            #expect(answer.headers["Cache-Control"] == "no-store")
            let data = try answer.json(Answer.self).data
            let (user, session) = (try #require(data.user), try #require(data.session))
            #expect(user.handle == "ada" && user.email == "Ada@Example.org" && user.isAdmin)
            #expect(session.expiresAt == house.desk.clock.now + .seconds(900))
            #expect(try await client.get("/api/v1/me").json(Answer.self).data.user?.id == user.id)
            let other = house.client()
            await other.setBearer(session.accessToken)
            #expect(try await other.get("/api/v1/me").json(Answer.self).data.user?.id == user.id)
            #expect(try await house.client().get("/api/v1/me").refusal == "401 unauthorized")
        }
    }

    @Test(arguments: [false, true])
    func `cookies are strict and closed to scripts; the one that is not only shows who looks`(
        isSecure: Bool
    ) async throws {
        try await House.run(isSecure: isSecure) { house in
            let answer = try await house.client().post(
                "/api/v1/auth/signup",
                json: #"{"email":"a@example.org","handle":"ada","password":"a yellow submarine"}"#
            )
            let end = isSecure ? "; Secure; HttpOnly" : "; HttpOnly"
            let attributes = answer.headers.all("Set-Cookie").map { line in
                let name = line.prefix { $0 != "=" }
                return "\(name)\(line.drop { $0 != ";" })"
            }
            #expect(
                attributes == [
                    "stemma_access; Path=/; SameSite=Strict; Max-Age=900\(end)",
                    "stemma_refresh; Path=/; SameSite=Strict; Max-Age=2592000\(end)",
                    "stemma_view; Path=/; SameSite=Lax; Max-Age=2592000\(end)",
                ]
            )
        }
    }

    @Test func `nothing in a form makes its sender more than a member`() async throws {
        try await House.run { house in
            let first = try await house.signedUp("ada")
            let ada = try await first.get("/api/v1/me").json(Answer.self).data.user
            let answer = try await house.client().post(
                "/api/v1/auth/signup",
                json: """
                    {"email":"e@example.org","handle":"eve","password":"a yellow submarine","is_admin":true,
                    "roles":["admin"],"role":"admin","kind":"system","id":"\(ada?.id.text ?? "")","user_id":"1"}
                    """
            )
            let user = try #require(try answer.json(Answer.self).data.user)
            #expect(user.roles == ["artist", "fan"] && !user.isAdmin && user.id != ada?.id)
        }
    }

    @Test(arguments: [
        (#"{"handle":"ada\u0000","password":"x"}"#, "handle"),
        (#"{"email":"\u0000@a.b","password":"x"}"#, "email"),
        (#"{"handle":"ada","password":"\u0000"}"#, "password"),
    ])
    func `a NUL is refused by its field's name`(text: String, field: String) async throws {
        try await House.run { house in
            let answer = try await house.client().post("/api/v1/auth/login", json: text)
            #expect(answer.status == .unprocessable)
            #expect(try answer.json(RefusedAnswer.self).error.fields?.keys.contains(field) == true)
        }
    }

    @Test func `who is unknown and who errs are told the same`() async throws {
        try await House.run { house in
            _ = try await house.signedUp("ada")
            let attempts = [
                #"{"handle":"nobody","password":""}"#, #"{"handle":"ada","password":""}"#,
                #"{"email":"nobody@example.org","password":"x"}"#,
                #"{"email":"ada@example.org","password":"x"}"#,
                #"{"handle":"system","password":""}"#,
            ]
            var answers: Set<String> = []
            for attempt in attempts {
                let answer = try await house.client().post("/api/v1/auth/login", json: attempt)
                #expect(answer.refusal == "401 wrong_credentials")
                #expect(answer.headers.all("Set-Cookie").isEmpty)
                answers.insert(answer.text)
            }
            #expect(answers.count == 1)
        }
    }

    @Test(arguments: [
        (#"{"handle":"ada"}"#, "422 invalid"), (#"{"password":"x"}"#, "422 invalid"),
        (#"{"handle":null,"email":null,"password":"x"}"#, "422 invalid"),
        (#"{"handle":["ada"],"password":"x"}"#, "422 invalid"),
        (#"{"handle":{"$ne":""},"password":{"$ne":""}}"#, "422 invalid"),
        (#"{"handle":"ada","#, "400 bad_json"),
        ("[]", "422 invalid"), ("", "400 bad_json"),
        (#"{"handle":"ada","password":"\#(String(repeating: "x", count: 20_000))"}"#, "413 too_large"),
    ])
    func `a sign-in that can't be read is refused`(json: String, refusal: String) async throws {
        try await House.run { house in
            #expect(try await house.client().post("/api/v1/auth/login", json: json).refusal == refusal)
            let form = try await house.client().post("/api/v1/auth/login", form: ["handle": "ada"])
            #expect(form.refusal == "415 unsupported_media_type")
        }
    }

    @Test func `signing in never takes over a session that was planted`() async throws {
        try await House.run { house in
            let eve = try await house.signedUp("eve")
            _ = try await house.signedUp("ada")
            let planted = try #require(await eve.cookie("stemma_refresh"))
            let victim = house.client()
            let answer = try await victim.post(
                "/api/v1/auth/login",
                json: #"{"handle":"ada","password":"\#(Desk.password)"}"#,
                headers: ["Cookie": "stemma_refresh=\(planted); stemma_access=x; stemma_view=y"]
            )
            #expect(answer.status == .ok)
            let given = try #require(await victim.cookie("stemma_refresh"))
            #expect(given.prefix(36) != planted.prefix(36))
            #expect(try await house.who(victim) == "ada")
            #expect(try await house.who(eve) == "eve")
        }
    }

    @Test func `signing out ends the session for cookie and token alike`() async throws {
        try await House.run { house in
            let ada = try await house.signedUp("ada")
            let refresh = try #require(await ada.cookie("stemma_refresh"))
            let view = try #require(await ada.cookie("stemma_view"))
            let holder = house.client()
            await holder.setBearer(await ada.cookie("stemma_access"))
            #expect(try await house.who(holder) == "ada")
            #expect(try await ada.send(.post, "/api/v1/auth/logout").refusal == "403 csrf")
            let token = try await house.formToken(ada)
            let answer = try await ada.send(.post, "/api/v1/auth/logout", headers: ["X-CSRF-Token": token])
            #expect(answer.status == .ok)
            for name in ["stemma_access", "stemma_refresh", "stemma_view"] {
                #expect(await ada.cookie(name) == nil)
            }
            #expect(try await holder.get("/api/v1/who").refusal == "401 invalid_token")
            let thief = house.client()
            #expect(try await house.who(thief, headers: ["Cookie": "stemma_view=\(view)"]) == "nobody")
            #expect(try await house.who(thief, headers: ["Cookie": "stemma_refresh=\(refresh)"]) == "nobody")
            let again = try await thief.post(
                "/api/v1/auth/refresh",
                json: #"{"refresh_token":"\#(refresh)"}"#
            )
            #expect(again.refusal == "401 session_ended")
            #expect(try await ada.send(.post, "/api/v1/auth/logout").status == .ok)
        }
    }

    @Test func `refreshing takes the body's token, or the cookie's and replaces it`() async throws {
        try await House.run { house in
            let ada = try await house.signedUp("ada")
            let first = try #require(await ada.cookie("stemma_refresh"))
            let byCookie = try await ada.send(.post, "/api/v1/auth/refresh")
            let second = try #require(try byCookie.json(Answer.self).data.session?.refreshToken)
            #expect(await ada.cookie("stemma_refresh") == second && second != first)
            let program = house.client()
            let byBody = try await program.post(
                "/api/v1/auth/refresh",
                json: #"{"refresh_token":"\#(second)"}"#
            )
            #expect(byBody.status == .ok && byBody.headers.all("Set-Cookie").isEmpty)
            house.desk.clock.advance(by: .seconds(31))
            let reused = try await program.post(
                "/api/v1/auth/refresh",
                json: #"{"refresh_token":"\#(first)"}"#
            )
            #expect(reused.refusal == "401 session_ended")
            #expect(try await house.who(ada) == "nobody")
            #expect(try await program.send(.post, "/api/v1/auth/refresh").refusal == "401 session_ended")
        }
    }

    @Test func `a hundred tries in a quarter of an hour are enough for one address`() async throws {
        try await House.run(limits: true) { house in
            let client = house.client()
            let body = #"{"handle":"nobody","password":"x"}"#
            var refusals: [String: Int] = [:]
            for number in 0..<110 {
                let other = body.replacing("nobody", with: "nobody\(number)")
                let answer = try await client.post("/api/v1/auth/login", json: other)
                refusals[answer.refusal, default: 0] += 1
                if answer.status == .tooManyRequests { #expect(answer.headers["Retry-After"] != nil) }
            }
            #expect(refusals == ["401 wrong_credentials": 100, "429 too_many_requests": 10])
        }
    }
}
