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
                {"success":true,"data":{"track_id":"t","original_asset_id":"a",\
                "made_at":"1970-01-01T00:00:00.000Z"},"message":"Done."}
                """
        )
    }

    @Test func `a list says where it goes on, and null at its end`() throws {
        let first = try Response.page(Page(["a"], next: Cursor("1", "2")))
        #expect(text(of: first) == #"{"success":true,"data":["a"],"page":{"next":"311f32"}}"#)
        let last = try Response.page(Page<String>([], next: nil))
        #expect(text(of: last) == #"{"success":true,"data":[],"page":{"next":null}}"#)
    }

    @Test func `nothing to show is an empty object`() throws {
        #expect(text(of: try .success()) == #"{"success":true,"data":{}}"#)
    }
}

/// The content of a response that lies in memory.
func text(of response: Response) -> String {
    guard case .bytes(let bytes) = response.body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
}
