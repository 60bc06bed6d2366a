import Essentials

@testable import Catalog
@testable import HTTP
@testable import Social

/// A body as JSON: what is understood holds no U+0000, and says the same once written and read again.
@Sendable func fuzzJSON(_ bytes: [UInt8]) {
    judgeValue(bytes)
    _ = try? LiveRequest(.text(String(decoding: bytes, as: UTF8.self)))
    judgeRefusal(bytes)
}

private func judgeValue(_ bytes: [UInt8]) {
    guard let value = try? JSONCoding.decode(JSONValue.self, from: bytes) else { return }
    expect(!value.holdsNUL, "U+0000 in \(value)")
    guard let written = try? JSONCoding.encode(value) else { fatalError("\(value) can't be written") }
    expectSame(try? JSONCoding.decode(JSONValue.self, from: written), value, "read otherwise")
    expectSame(JSONValue(text: value.text), value, "read otherwise from what is kept")
}

/// Whoever sends what is no such value is told so with a status of theirs.
private func judgeRefusal(_ bytes: [UInt8]) {
    do {
        let sample = try JSONCoding.decode(Sample.self, from: bytes)
        expect(!sample.name.utf8.contains(0), "U+0000 in a name")
    } catch let error as DecodingError {
        let refusal = Refusal(error)
        expect([400, 422].contains(refusal.status.code), "\(refusal.status.code) for JSON")
    } catch {
        fatalError("\(error)")
    }
}

/// One member of each kind that bodies have.
private struct Sample: Decodable {
    var name: String
    var isShown: Bool?
    var atMs: Int64?
    var level: Double?
    var id: ID<Track>?
    var releaseAt: Instant?
    var day: Day?
    var tags: [String]?
    var credits: [[String: Int]]?
}

extension JSONValue {
    fileprivate var holdsNUL: Bool {
        switch self {
        case .string(let text): text.utf8.contains(0)
        case .array(let values): values.contains(where: \.holdsNUL)
        case .object(let members): members.contains { $0.key.utf8.contains(0) || $0.value.holdsNUL }
        case .null, .boolean, .number: false
        }
    }
}
