import Essentials
import HTTP
import Testing

@testable import Site

@Suite struct AnswerTests {
    struct Song: Encodable {
        var trackID = "t"
        var originalAssetId = "a"
        var madeAt = Instant(milliseconds: 0)
        var label: String?
    }

    @Test func `a value lies in the envelope, in snake_case and with ISO times`() throws {
        let answer = try Response.success(Song(), status: .created, message: "Done.")
        #expect(answer.status == .created)
        #expect(
            text(of: answer) == """
                {"data":{"made_at":"1970-01-01T00:00:00.000Z","original_asset_id":"a","track_id":"t"},\
                "message":"Done.","success":true}
                """
        )
    }

    @Test func `a list says where it goes on, and null at its end`() throws {
        let first = try Response.page(Page(["a"], next: Cursor("1", "2")))
        #expect(text(of: first) == #"{"data":["a"],"page":{"next":"311f32"},"success":true}"#)
        let last = try Response.page(Page<String>([], next: nil))
        #expect(text(of: last) == #"{"data":[],"page":{"next":null},"success":true}"#)
    }

    @Test func `nothing to show is an empty object`() throws {
        #expect(text(of: try .success()) == #"{"data":{},"success":true}"#)
    }
}

/// The content of a response that lies in memory.
func text(of response: Response) -> String {
    guard case .bytes(let bytes) = response.body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
}
