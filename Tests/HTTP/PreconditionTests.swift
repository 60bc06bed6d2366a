import Essentials
import Foundation
import Support
import Testing

@testable import HTTP

@Suite struct ByteRangeTests {
    @Test(arguments: [
        ("bytes=0-0", ByteRange.part(0..<1)), ("bytes=0-", .part(0..<100)), ("bytes=10-19", .part(10..<20)),
        ("bytes=90-200", .part(90..<100)), ("bytes=-1", .part(99..<100)), ("bytes=-200", .part(0..<100)),
        ("Bytes= 5-5 ", .part(5..<6)), ("bytes=0-99999999999999999999", .part(0..<100)),
        ("bytes=100-", .unsatisfiable), ("bytes=-0", .unsatisfiable), ("bytes=100-200", .unsatisfiable),
        ("bytes=5-4", .whole), ("bytes=-", .whole), ("bytes=", .whole), ("bytes=a-b", .whole),
        ("bytes=0-1,3-4", .whole), ("items=0-1", .whole), ("bytes", .whole), ("bytes=1 -2", .whole),
        ("bytes=--1", .whole),
    ])
    func `a range is read, or passed over`(text: String, range: ByteRange) {
        #expect(ByteRange(text, length: 100) == range)
    }

    @Test func `nothing has no parts`() {
        #expect(ByteRange("bytes=0-", length: 0) == .unsatisfiable)
        #expect(ByteRange("bytes=-5", length: 0) == .unsatisfiable)
    }
}

@Suite struct HTTPDateTests {
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (951_827_696, "Tue, 29 Feb 2000 12:34:56 GMT"),
        (-2_371_561_823, "Tue, 06 Nov 1894 08:49:37 GMT"), (-62_135_596_800, "Mon, 01 Jan 0001 00:00:00 GMT"),
    ])
    func `a date is written and read back`(seconds: Int64, text: String) {
        #expect(HTTPDate.print(Instant(milliseconds: seconds * 1000)) == text)
        #expect(HTTPDate.parse(text)?.milliseconds == seconds * 1000)
    }

    @Test(arguments: [
        "", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 31 Feb 2000 00:00:00 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 nov 1994 08:49:37 GMT",
    ])
    func `what is no date of today's form is none`(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}

@Suite struct PreconditionTests {
    private let path: String
    private let content = pattern(100_000)

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try Data(content).write(to: URL(filePath: path))
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 784_111_777)],
            ofItemAtPath: path
        )
    }

    private func with(_ body: @Sendable (TestClient) async throws -> Void) async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let router = Router(
            routes: [
                .get(Path("/file"), access: .anyone) { [path] _ in
                    guard let file = OpenFile(path: path) else { throw Refusal.notFound() }
                    return .file(file, type: "audio/mp4", etag: "\"v1\"")
                }
            ]
        )
        try await withEachTransport(router, body)
    }

    private let date = "Sun, 06 Nov 1994 08:49:37 GMT"

    @Test func `a file is sent whole or in part`() async throws {
        try await with { [content, date] client in
            let whole = try await client.get("/file")
            #expect(whole.body == content)
            #expect(whole.headers["Accept-Ranges"] == "bytes")
            #expect(whole.headers["Last-Modified"] == date)
            let part = try await client.get("/file", headers: ["Range": "bytes=1000-1999"])
            #expect(part.status == .partialContent)
            #expect(part.headers["Content-Range"] == "bytes 1000-1999/100000")
            #expect(part.body == Array(content[1000..<2000]))
            let tail = try await client.get("/file", headers: ["Range": "bytes=-5"])
            #expect(tail.body == Array(content.suffix(5)))
            let several = try await client.get("/file", headers: ["Range": "bytes=0-1,5-6"])
            #expect(several.status == .ok)
            let beyond = try await client.get("/file", headers: ["Range": "bytes=100000-"])
            #expect(beyond.status == .rangeNotSatisfiable)
            #expect(beyond.headers["Content-Range"] == "bytes */100000")
            let head = try await client.send(.head, "/file", headers: ["Range": "bytes=0-1"])
            #expect(head.status == .ok)
        }
    }

    @Test func `conditions are answered`() async throws {
        let later = "Mon, 07 Nov 1994 08:49:37 GMT"
        let earlier = "Sat, 05 Nov 1994 08:49:37 GMT"
        let table: [(Headers, Int)] = [
            (["If-None-Match": "\"v1\""], 304), (["If-None-Match": "\"v0\", W/\"v1\""], 304),
            (["If-None-Match": "*"], 304), (["If-None-Match": "\"v0\""], 200),
            (["If-Modified-Since": date], 304), (["If-Modified-Since": later], 304),
            (["If-Modified-Since": earlier], 200), (["If-Modified-Since": "nonsense"], 200),
            (["If-None-Match": "\"v0\"", "If-Modified-Since": later], 200),
            (["If-Match": "\"v1\""], 200), (["If-Match": "*"], 200), (["If-Match": "W/\"v1\""], 412),
            (["If-Match": "\"v0\""], 412), (["If-Unmodified-Since": earlier], 412),
            (["If-Unmodified-Since": date], 200),
            (["Range": "bytes=0-9", "If-Range": "\"v1\""], 206),
            (["Range": "bytes=0-9", "If-Range": "\"v0\""], 200),
            (["Range": "bytes=0-9", "If-Range": "W/\"v1\""], 200),
            (["Range": "bytes=0-9", "If-Range": date], 206),
            (["Range": "bytes=0-9", "If-Range": later], 200),
            (["Range": "bytes=0-9", "If-None-Match": "\"v1\""], 304),
        ]
        try await with { client in
            for (headers, status) in table {
                let response = try await client.get("/file", headers: headers)
                #expect(response.status.code == status, "\(headers.lines)")
                #expect(response.headers["ETag"] == (status == 412 ? nil : "\"v1\""))
                if status == 304 { #expect(response.body.isEmpty && response.headers["Content-Type"] == nil) }
            }
        }
    }
}
