import Essentials
import Foundation
import Testing

@testable import HTTP

@Suite struct OpenAPITests {
    private let track = Path("/tracks/:id", ID<Member>.self)

    private func document() throws -> [String: Any] {
        let operation = Operation(
            "Changes a track",
            tag: "tracks",
            query: Operation.Parameter.page,
            body: .json(
                .object(
                    ["title": .string(maxLength: 200), "note": .nullable(.string())],
                    required: ["title"]
                )
            ),
            answers: [.ok: .data(.ref("Track")), .noContent: .none, .accepted: .list(.ref("Track"))],
            refusals: [.conflict]
        )
        let bytes = OpenAPI.document(
            title: "A \"test\"",
            version: "1",
            routes: [
                .patch(track, access: .member, operation) { _, _ in .noContent },
                .get(Path("/stream/:id.m3u8", Int.self), access: .anyone) { _, _ in .noContent },
                .get(Path("/@:handle", String.self), access: .anyone, operation) { _, _ in .noContent },
            ],
            components: ["Track": .object(["id": .id, "plays": .integer(minimum: 0)])]
        )
        return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    @Test func `routes with an operation are described, others aren't`() throws {
        let document = try document()
        #expect(document["openapi"] as? String == "3.1.0")
        let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
        #expect(Set(paths.keys) == ["/tracks/{id}", "/@{handle}"])
        let patch = try #require(paths["/tracks/{id}"]?["patch"])
        let parameters = try #require(patch["parameters"] as? [[String: Any]])
        #expect(parameters.map { $0["name"] as? String } == ["id", "cursor", "limit"])
        #expect(parameters.map { $0["in"] as? String } == ["path", "query", "query"])
        #expect((parameters[0]["schema"] as? [String: Any])?["format"] as? String == "uuid")
        #expect((patch["security"] as? [Any])?.count == 2)
        let responses = try #require(patch["responses"] as? [String: Any])
        let refusals: Set = ["400", "401", "403", "404", "409", "413", "415", "422", "default"]
        #expect(Set(responses.keys) == refusals.union(["200", "202", "204"]))
    }

    @Test func `with what a call is refused follows from its route`() {
        let plain = Operation("Tells", tag: "a", answers: [.ok: .none])
        let path = Path("/a")
        let routes: [Route] = [
            .get(path, access: .anyone, plain) { _ in .noContent },
            .post(path, access: .anyone, plain) { _ in .noContent },
            .get(path, access: .member, plain) { _ in .noContent },
            .get(path, access: .admin, plain) { _ in .noContent },
            .get(track, access: .anyone, plain) { _, _ in .noContent },
            .get(path, access: .anyone, plain) { _ in .noContent }.limited(
                to: RateLimit("a", 1, per: .seconds(1))
            ),
        ]
        #expect(
            routes.map { $0.refusals.map(\.code) } == [[], [403], [401], [401, 403], [404], [429]]
        )
    }

    @Test func `answers stand in the envelope and name their schema`() throws {
        let document = try document()
        let text = String(decoding: try JSONSerialization.data(withJSONObject: document), as: UTF8.self)
        #expect(text.replacing("\\/", with: "/").contains(##""$ref":"#/components/schemas/Track""##))
        let components = try #require(document["components"] as? [String: [String: Any]])
        #expect(components["schemas"]?["Track"] != nil)
        #expect(components["responses"]?["Refused"] != nil)
        let bodies = "required\":[\"title\"]"
        #expect(text.contains(bodies))
    }
}
