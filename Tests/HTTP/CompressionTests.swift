import CZlib
import Essentials
import Support
import Testing

@testable import HTTP

@Suite struct CompressionTests {
    private static let text = String(repeating: "All work and no play. ", count: 500)

    private let router = Router(
        routes: [
            .get(Path("/text"), access: .anyone) { _ in
                var response = Response.text(Self.text)
                response.headers["ETag"] = "\"1\""
                return response
            },
            .get(Path("/short"), access: .anyone) { _ in .text("short") },
            .get(Path("/image"), access: .anyone) { _ in .bytes(Array(Self.text.utf8), type: "image/png") },
            .get(Path("/stream"), access: .anyone) { _ in
                Response(
                    headers: ["Content-Type": "text/html"],
                    body: .stream { writer in
                        for word in Self.text.split(separator: " ") {
                            try await writer.write(Array(word.utf8))
                        }
                    }
                )
            },
        ],
        middleware: [Compression()]
    )

    @Test func `text is compressed for those who take it`() async throws {
        try await withEachTransport(router) { client in
            let zipped = try await client.get("/text", headers: ["Accept-Encoding": "br, gzip;q=0.5"])
            #expect(zipped.headers["Content-Encoding"] == "gzip")
            #expect(zipped.headers["Vary"] == "Accept-Encoding")
            #expect(zipped.headers["ETag"] == "W/\"1\"")
            #expect(zipped.body.count < 500)
            #expect(try gunzip(zipped.body) == Self.text)
            let streamed = try await client.get("/stream", headers: ["Accept-Encoding": "*"])
            #expect(try gunzip(streamed.body) == Self.text.split(separator: " ").joined())
            let same = try await client.get(
                "/text",
                headers: ["Accept-Encoding": "gzip", "If-None-Match": "W/\"1\""]
            )
            #expect(same.status == .notModified)
            #expect(same.headers["Vary"] == "Accept-Encoding")
        }
    }

    @Test(arguments: ["", "identity", "gzip;q=0", "*;q=0", "gzip;q=0, *", "gzippy"])
    func `others get it plain, and caches are told`(coding: String) async throws {
        try await withEachTransport(router) { client in
            let plain = try await client.get("/text", headers: ["Accept-Encoding": coding])
            #expect(plain.headers["Content-Encoding"] == nil)
            #expect(plain.headers["Vary"] == "Accept-Encoding")
            #expect(plain.text == Self.text)
        }
    }

    @Test func `what is short or packed already stays as it is`() async throws {
        try await withEachTransport(router) { client async throws in
            let gzip: Headers = ["Accept-Encoding": "gzip"]
            #expect(try await client.get("/short", headers: gzip).text == "short")
            #expect(try await client.get("/image", headers: gzip).headers["Content-Encoding"] == nil)
            #expect(try await client.get("/image", headers: gzip).headers["Vary"] == nil)
        }
    }

    @Test func `content that never changes is compressed once, for those who take it`() async throws {
        let text = PackedContent(Array(Self.text.utf8), type: "text/css; charset=utf-8")
        let image = PackedContent(Array(Self.text.utf8), type: "image/png")
        let short = PackedContent(Array("a{}".utf8), type: "text/css")
        let router = Router(
            routes: [
                .get(Path("/text"), access: .anyone) { text.response(to: $0, etag: "\"1\"") },
                .get(Path("/image"), access: .anyone) { image.response(to: $0, etag: "\"1\"") },
                .get(Path("/short"), access: .anyone) { short.response(to: $0, etag: "\"1\"") },
            ],
            middleware: [Compression()]
        )
        try await withEachTransport(router) { client in
            let gzip: Headers = ["Accept-Encoding": "gzip"]
            let zipped = try await client.get("/text", headers: gzip)
            #expect(zipped.headers["Content-Encoding"] == "gzip")
            #expect(zipped.headers["Vary"] == "Accept-Encoding")
            #expect(zipped.headers["ETag"] == "W/\"1\"")
            #expect(try gunzip(zipped.body) == Self.text)
            let plain = try await client.get("/text")
            #expect(plain.text == Self.text && plain.headers["ETag"] == "\"1\"")
            #expect(plain.headers["Vary"] == "Accept-Encoding")
            for path in ["/image", "/short"] {
                let answer = try await client.get(path, headers: gzip)
                #expect(answer.headers["Content-Encoding"] == nil)
            }
            let shorter = try await client.get("/text", headers: ["Accept-Encoding": "gzip, br"])
            #expect(shorter.headers["Content-Encoding"] == "br")
            #expect(shorter.body.count < zipped.body.count)
            let known: Headers = ["Accept-Encoding": "gzip", "If-None-Match": "W/\"1\""]
            #expect(try await client.get("/text", headers: known).status == .notModified)
        }
    }
}

/// The text in a gzip stream.
private func gunzip(_ bytes: [UInt8]) throws -> String {
    var input = bytes
    return try input.withUnsafeMutableBufferPointer { input in
        var stream = z_stream()
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        try #require(inflateInit2_(&stream, 31, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size)) == Z_OK)
        defer { inflateEnd(&stream) }
        let output = try [UInt8](unsafeUninitializedCapacity: 100_000) { buffer, count in
            stream.next_out = buffer.baseAddress
            stream.avail_out = 100_000
            try #require(inflate(&stream, Z_FINISH) == Z_STREAM_END)
            count = 100_000 - Int(stream.avail_out)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
