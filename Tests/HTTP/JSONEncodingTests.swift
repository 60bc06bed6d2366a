import Essentials
import Foundation
import Testing

@testable import HTTP

private func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONCoding.encode(value), as: UTF8.self)
}

private struct Everything: Encodable {
    enum Kind: String, Encodable { case liveTake = "live_take" }

    struct Inner: Encodable {
        var displayName: String
        var numbers: [Int]
    }

    var title = "a \"quoted\"\\ \n\r\t\u{1} ü 🎵 \u{2028}/"
    var atMs = -5
    var ratio = 0.1
    var whole = 3.0
    var small: Float = 1.5e-7
    var isPublic = true
    var big = UInt64.max
    var byte: UInt8 = 7
    var missing: String?
    var kind = Kind.liveTake
    var inner = Inner(displayName: "x", numbers: [1, 2])
    var list = [Inner(displayName: "y", numbers: []), Inner(displayName: "z", numbers: [3])]
    var names = ["keptAsIs": [1], "a\"b": []]
    var nested: [[String?]] = [["a", nil], []]
    var day = Day(number: 0)
    var originalURLText = "u"
}

/// Writes another's members and then its own.
private struct Flattened: Encodable {
    enum Key: CodingKey { case extra }

    func encode(to encoder: any Encoder) throws {
        try Everything.Inner(displayName: "x", numbers: [1]).encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(true, forKey: .extra)
    }
}

/// Opens containers by hand and leaves closing them to the encoder.
private struct ByHand: Encodable {
    enum Key: CodingKey { case firstList, object, last }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        var list = container.nestedUnkeyedContainer(forKey: .firstList)
        var inList = list.nestedContainer(keyedBy: Key.self)
        try inList.encode(1, forKey: .last)
        try list.encode("two")
        var object = container.nestedContainer(keyedBy: Key.self, forKey: .object)
        try object.encodeNil(forKey: .last)
        try container.encode(3, forKey: .last)
    }
}

@Suite struct JSONEncodingTests {
    @Test func `what is written is read back by others`() throws {
        let value = Everything()
        let bytes = try JSONCoding.encode(value)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(object["title"] as? String == value.title)
        #expect(object["at_ms"] as? Int == -5)
        #expect(object["big"] as? UInt64 == .max)
        #expect((object["names"] as? [String: [Int]])?["keptAsIs"] == [1])
        #expect(object["original_url_text"] as? String == "u")
    }

    @Test func `it is the text that Foundation writes`() throws {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        let theirs = try JSONSerialization.jsonObject(with: try encoder.encode(Everything()))
        let ours = try JSONSerialization.jsonObject(with: Data(try JSONCoding.encode(Everything())))
        #expect(try #require(ours as? NSDictionary) == (try #require(theirs as? NSDictionary)))
    }

    @Test func `members keep their order`() throws {
        #expect(
            try json(Everything.Inner(displayName: "x", numbers: [1, 2]))
                == #"{"display_name":"x","numbers":[1,2]}"#
        )
        #expect(try json(Flattened()) == #"{"display_name":"x","numbers":[1],"extra":true}"#)
        #expect(try json(ByHand()) == #"{"first_list":[{"last":1},"two"],"object":{"last":null},"last":3}"#)
    }

    @Test func `single values are JSON too`() throws {
        #expect(try json("a") == #""a""#)
        #expect(try json([1.0, 0.1, -0.0, 1e21]) == "[1,0.1,-0,1e+21]")
        #expect(try json([String: Int]()) == "{}")
        #expect(try json(nil as Int?) == "null")
        #expect(try json([[Int]]()) == "[]")
    }

    @Test(arguments: [Double.infinity, -.infinity, .nan])
    func `a number that JSON lacks is an error`(number: Double) {
        #expect(throws: EncodingError.self) { _ = try JSONCoding.encode([number]) }
    }

    @Test(arguments: [
        ("a", "a"), ("atMs", "at_ms"), ("originalAssetId", "original_asset_id"),
        ("publicURLText", "public_url_text"),
        ("URL", "url"), ("already_snake", "already_snake"), ("loudnessLufs", "loudness_lufs"), ("", ""),
        ("sha256", "sha256"), ("aB", "a_b"),
    ])
    func `names are spelled in snake_case`(name: String, spelled: String) {
        #expect(JSONCoding.snakeCase(name) == spelled)
    }
}
