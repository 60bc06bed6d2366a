import Crypto
import Essentials
import HTTP
import ObjectStore
import Support
import Testing

@testable import Uploads

/// Takes the `X-Member` header for who asks, as the accounts' middleware takes credentials.
private struct BadgeReader: Middleware {
    func respond(to request: Request, next: Next) async throws -> Response {
        var request = request
        if let id = request.headers["X-Member"].flatMap({ UserID($0) }) {
            request.identity = Identity(viewer: .member(id, roles: [.fan]), credential: .bearer)
        }
        return await next(request)
    }
}

private struct Started: Decodable {
    var uploadId: String
    var partSize: Int
    var presignedParts: [Part]
    var expiresAt: Instant
    var parts: [Arrived]?

    struct Part: Decodable {
        var partNumber: Int
        var url: String
        var size: Int
    }

    struct Arrived: Decodable, Equatable {
        var partNumber: Int
        var etag: String
        var size: Int
    }
}

private struct Completed: Decodable, Equatable {
    var assetId: AssetID
    var sizeBytes: Int
    var sha256: String
    var probe: ProbeAnswer?
}

private struct Envelope<Data: Decodable>: Decodable {
    var data: Data
}

private struct Refused: Decodable {
    struct Reason: Decodable {
        var code: String
        var message: String
        var fields: [String: String]?
    }

    var error: Reason
}

@Suite struct UploadRoutesTests {
    private let bytes = wave(150_000)

    /// Somebody who calls the uploads' routes; nobody without an id.
    private struct Caller {
        let client: TestClient
        let headers: Headers

        init(_ bench: Bench, as id: UserID?) {
            client = TestClient(InProcess(Router(routes: bench.uploads.routes, middleware: [BadgeReader()])))
            headers = id.map { ["X-Member": $0.text] } ?? [:]
        }

        func call(_ method: HTTP.Method, _ path: String, _ json: String = "{}") async throws -> TestResponse {
            try await client.send(method, path, json: json, headers: headers)
        }

        func start(_ json: String) async throws -> Started {
            let answer = try await call(.post, "/api/v1/upload/multipart/init", json)
            #expect(answer.status == .created, "\(answer.text)")
            return try answer.json(Envelope<Started>.self).data
        }

        func complete(_ id: String, _ tags: [String]) async throws -> TestResponse {
            let list = tags.map { "\"\($0.replacing("\"", with: "\\\""))\"" }.joined(separator: ",")
            let path = "/api/v1/upload/multipart/complete"
            return try await call(.post, path, #"{"upload_id":"\#(id)","etags":[\#(list)]}"#)
        }
    }

    private func slice(_ part: Started.Part, _ upload: Started) -> [UInt8] {
        let start = (part.partNumber - 1) * upload.partSize
        return Array(bytes[start..<start + part.size])
    }

    @Test func `a file goes up in parts, with a break between, as the API says`() async throws {
        try await Bench.run { bench in
            let owner = Caller(bench, as: bench.owner)
            let nobody = Caller(bench, as: nil)
            let upload = try await owner.start(
                """
                {"filename":"tide.wav","size":150000,"sha256":"\(SHA256.hash(bytes))","mime":"audio/wav",
                "part_size":65536,"owner_user_id":"\(UserID())","asset_id":"\(AssetID())"}
                """
            )
            #expect(upload.presignedParts.map(\.size) == [65_536, 65_536, 18_928])
            #expect(upload.expiresAt > bench.clock.now)
            var tags: [String] = []
            for part in upload.presignedParts.prefix(2) {
                let answer = try await nobody.client.send(.put, part.url, body: slice(part, upload))
                #expect(answer.status == .ok && answer.body.isEmpty)
                tags.append(try #require(answer.headers["ETag"]))
            }
            let resumed = try await owner.call(.get, "/api/v1/upload/multipart/\(upload.uploadId)")
            let rest = try resumed.json(Envelope<Started>.self).data
            #expect(rest.parts?.map(\.etag) == tags && rest.parts?.map(\.partNumber) == [1, 2])
            let last = try #require(rest.presignedParts.first)
            #expect(rest.presignedParts.count == 1 && last.partNumber == 3)
            let answer = try await nobody.client.send(.put, last.url, body: slice(last, upload))
            tags.append(try #require(answer.headers["ETag"]))

            let completed = try await owner.complete(upload.uploadId, tags)
            #expect(completed.status == .ok)
            let asset = try completed.json(Envelope<Completed>.self).data
            #expect(asset.sizeBytes == 150_000 && asset.sha256 == SHA256.hash(bytes).description)
            #expect(asset.probe == Bench.answer)
            let again = try await owner.complete(upload.uploadId, tags)
            #expect(again.body == completed.body)
            let stored = try await Uploads.asset(asset.assetId, in: bench.database)
            #expect(stored?.owner == bench.owner)
        }
    }

    @Test func `who never heard that the parts were joined is told that none is missing`() async throws {
        try await Bench.run { bench in
            let (upload, tags) = try await bench.send(wave(150_000))
            let owner = Caller(bench, as: bench.owner)
            let path = "/api/v1/upload/multipart/\(upload.id)"
            for isCompleted in [false, true] {
                if isCompleted {
                    #expect(try await owner.complete(upload.id.text, []).status == .ok)
                } else {
                    _ = try await bench.store.complete(upload.multipart, tags: tags)
                }
                let state = try await owner.call(.get, path).json(Envelope<Started>.self).data
                #expect(state.parts?.isEmpty == true && state.presignedParts.isEmpty)
            }
        }
    }

    @Test func `strangers see nothing of an upload, and nobody uploads unknown`() async throws {
        try await Bench.run { bench in
            let owner = Caller(bench, as: bench.owner)
            let upload = try await owner.start(#"{"filename":"a.wav","size":10}"#)
            let path = "/api/v1/upload/multipart/\(upload.uploadId)"
            for (caller, status) in [
                (Caller(bench, as: UserID()), Status.notFound), (Caller(bench, as: nil), .unauthorized),
            ] {
                #expect(try await caller.call(.get, path).status == status)
                #expect(try await caller.call(.delete, path).status == status)
                #expect(try await caller.complete(upload.uploadId, []).status == status)
            }
            let start = #"{"filename":"a.wav","size":10}"#
            let refused = try await Caller(bench, as: nil).call(.post, "/api/v1/upload/multipart/init", start)
            #expect(refused.status == .unauthorized)
            #expect(try await owner.call(.delete, path).status == .ok)
            #expect(try await owner.call(.delete, path).status == .notFound)
            try await bench.expect(.nothing)
        }
    }

    @Test(
        arguments: [
            (#"{"filename":"../a.wav","size":10}"#, Status.unprocessable, "invalid", "filename"),
            (#"{"filename":"a.wav","size":0}"#, .unprocessable, "invalid", "size"),
            (#"{"filename":"a.wav","size":1e30}"#, .badRequest, "bad_json", nil),
            (#"{"filename":"a.wav","size":"10"}"#, .unprocessable, "invalid", "size"),
            (#"{"filename":"a.wav"}"#, .unprocessable, "invalid", "size"),
            (#"{"filename":"a.wav","size":10,"sha256":"abc"}"#, .unprocessable, "invalid", "sha256"),
            (#"{"filename":"a.wav","size":10,"part_size":1}"#, .unprocessable, "invalid", "part_size"),
            (#"{"filename":"a.wav","size":5000001}"#, .contentTooLarge, "too_large", nil),
            (#"{"filename":"a.wav","size":4000001}"#, .contentTooLarge, "over_quota", "size"),
            (#"[]"#, .unprocessable, "invalid", nil), (#"{"#, .badRequest, "bad_json", nil),
        ] as [(String, Status, String, String?)]
    )
    func `an upload that can't be is refused with its reason`(
        json: String,
        status: Status,
        code: String,
        field: String?
    ) async throws {
        try await Bench.run(quota: 4_000_000) { bench in
            let answer = try await Caller(bench, as: bench.owner).call(
                .post,
                "/api/v1/upload/multipart/init",
                json
            )
            let reason = try answer.json(Refused.self).error
            #expect(answer.status == status && reason.code == code)
            #expect(reason.fields.map { Array($0.keys) } == field.map { [$0] })
            try await bench.expect(.nothing)
        }
    }

    @Test func `an address that was changed, has expired or leads elsewhere takes nothing`() async throws {
        try await Bench.run { bench in
            let owner = Caller(bench, as: bench.owner)
            let upload = try await owner.start(#"{"filename":"a.wav","size":150000,"part_size":65536}"#)
            let part = upload.presignedParts[0]
            let content = slice(part, upload)
            func put(_ url: String, _ bytes: [UInt8]) async throws -> String {
                let answer = try await Caller(bench, as: nil).client.send(.put, url, body: bytes)
                return "\(answer.status.code) \(try answer.json(Refused.self).error.code)"
            }
            let without = String(part.url.prefix { $0 != "?" })
            for url in [
                without, without + "?exp=9999999999&size=65536", part.url.replacing("/1?", with: "/2?"),
                part.url.replacing("exp=", with: "exp=9"), part.url.replacing("size=6", with: "size=7"),
                part.url + "x", part.url.replacing(upload.uploadId, with: upload.uploadId),
            ] where url != part.url {
                #expect(try await put(url, content) == "403 bad_signature", "\(url)")
            }
            #expect(try await put(part.url, Array(content.dropLast())) == "422 wrong_size")
            #expect(try await put(part.url, content + [0]) == "422 wrong_size")
            bench.clock.advance(by: .seconds(86_400))
            #expect(try await put(part.url, content) == "403 expired")
            #expect(try await owner.complete(upload.uploadId, ["x", "y", "z"]).status == .gone)
            try await bench.expect(.nothing)
        }
    }

    @Test func `what is refused at the end says why, and is gone`() async throws {
        try await Bench.run { bench in
            let owner = Caller(bench, as: bench.owner)
            func send(
                _ json: String,
                _ content: [UInt8],
                tags change: ([String]) -> [String] = { $0 }
            ) async throws
                -> String
            {
                let upload = try await owner.start(json)
                var tags: [String] = []
                for part in upload.presignedParts {
                    let answer = try await owner.client.send(.put, part.url, body: content)
                    tags.append(answer.headers["ETag"] ?? "")
                }
                let answer = try await owner.complete(upload.uploadId, change(tags))
                return "\(answer.status.code) \(try answer.json(Refused.self).error.code)"
            }
            let plain = #"{"filename":"a.wav","size":50}"#
            let summed = #"{"filename":"a.wav","size":50,"sha256":"\#(String(repeating: "0", count: 64))"}"#
            #expect(try await send(summed, wave(50)) == "422 wrong_sha256")
            #expect(try await send(plain, Array(repeating: 65, count: 50)) == "422 not_accepted")
            #expect(try await send(plain, wave(50, then: "broken")) == "422 not_accepted")
            #expect(try await send(plain, wave(50), tags: { _ in [] }) == "422 part_missing")
            #expect(try await send(plain, wave(50), tags: { $0 + $0 }) == "422 part_twice")
            #expect(try await send(plain, wave(50), tags: { _ in ["x"] }) == "422 wrong_etag")
            #expect(try await owner.complete(ID<Upload>().text, ["x"]).status == .notFound)
            #expect(try await owner.complete("x", ["x"]).status == .unprocessable)
            try await bench.expect(.nothing)
        }
    }
}
