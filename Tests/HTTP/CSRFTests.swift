import Essentials
import Support
import Testing

@testable import HTTP

private func status(_ response: TestResponse) -> Int { response.status.code }

@Suite struct CSRFTests {
    private let router = Router(
        routes: [
            .get(Path("/form"), access: .anyone) { _ in .text("form") },
            .post(Path("/form"), access: .anyone) { request in
                let form = try await request.form { file in for try await _ in file.body {} }
                return .text(form.fields.map { "\($0.name)=\($0.value)" }.joined(separator: "&"))
            },
            .post(Path("/json"), access: .anyone) { request in
                .bytes(try await request.body.collect(upTo: 1000), type: "application/json")
            },
            .post(Path("/login"), access: .anyone) { _ in .text("in") }.withoutCSRFToken(),
            .put(Path("/part"), access: .linkHolder) { _ in .text("part") },
        ],
        middleware: [Claims(), CSRF()]
    )

    @Test func `a signed-in browser needs the token, as header or field`() async throws {
        try await withEachTransport(router) { client in
            let cookie: Headers = ["X-Cookie": "1", "Origin": client.origin]
            #expect(status(try await client.get("/form", headers: cookie)) == 200)
            #expect(status(try await client.post("/form", form: ["a": "b"], headers: cookie)) == 403)
            let right = try await client.post(
                "/form",
                form: ["a": "b", "csrf_token": "token-1"],
                headers: cookie
            )
            #expect(right.text == "a=b&csrf_token=token-1")
            let wrong = try await client.post("/form", form: ["csrf_token": "token-2"], headers: cookie)
            #expect(status(wrong) == 403)
            #expect(status(try await client.post("/json", json: "{}", headers: cookie)) == 403)
            var signed = cookie
            signed.append("X-CSRF-Token", "token-1")
            #expect(try await client.post("/json", json: "{}", headers: signed).text == "{}")
            signed["X-CSRF-Token"] = ""
            #expect(status(try await client.post("/json", json: "{}", headers: signed)) == 403)
        }
    }

    @Test func `a form with files carries the token first`() async throws {
        @Sendable func body(_ names: [String]) -> [UInt8] {
            let parts = names.map { name in
                let file = name == "file" ? "; filename=x" : ""
                let value = name == "file" ? String(repeating: "x", count: 300_000) : "token-1"
                return "--b\r\nContent-Disposition: form-data; name=\(name)\(file)\r\n\r\n\(value)\r\n"
            }
            return Array((parts.joined() + "--b--\r\n").utf8)
        }
        try await withEachTransport(router) { client in
            let headers: Headers = ["X-Cookie": "1", "Content-Type": "multipart/form-data; boundary=b"]
            let right = try await client.send(
                .post,
                "/form",
                headers: headers,
                body: body(["csrf_token", "file"])
            )
            #expect(right.text == "csrf_token=token-1")
            let late = try await client.send(
                .post,
                "/form",
                headers: headers,
                body: body(["file", "csrf_token"])
            )
            #expect(status(late) == 403)
            let none = try await client.send(.post, "/form", headers: headers, body: body(["other"]))
            #expect(status(none) == 403)
        }
    }

    @Test func `what comes before a form's first part is not read without end`() async throws {
        let form = "--b\r\nContent-Disposition: form-data; name=csrf_token\r\n\r\ntoken-1\r\n--b--\r\n"
        let headers: Headers = ["X-Cookie": "1", "Content-Type": "multipart/form-data; boundary=b"]
        // In process a body is one chunk, however long.
        try await withServer(router) { server in
            let client = TestClient(OverSocket(port: server.address.port))
            for (length, expected) in [(1 << 10, 200), (1 << 20, 403)] {
                let preamble = String(repeating: "x", count: length) + "\r\n"
                let answer = try await client.send(
                    .post,
                    "/form",
                    headers: headers,
                    body: Array((preamble + form).utf8)
                )
                #expect(status(answer) == expected)
            }
        }
    }

    @Test func `other clients need none, and foreign pages get nowhere`() async throws {
        try await withEachTransport(router) { client async throws in
            #expect(status(try await client.post("/json", json: "{}")) == 200)
            #expect(status(try await client.post("/json", json: "{}", headers: ["X-Bearer": "1"])) == 200)
            #expect(status(try await client.post("/login", form: [:], headers: ["X-Cookie": "1"])) == 200)
            for foreign: Headers in [
                ["Origin": "https://evil.example"], ["Origin": "null"], ["Sec-Fetch-Site": "cross-site"],
                ["Sec-Fetch-Site": "same-site"],
            ] {
                #expect(status(try await client.post("/login", form: [:], headers: foreign)) == 403)
                #expect(status(try await client.get("/form", headers: foreign)) == 200)
                #expect(status(try await client.send(.put, "/part", headers: foreign)) == 200)
            }
        }
    }
}
