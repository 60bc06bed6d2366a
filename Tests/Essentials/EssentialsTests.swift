import Testing

@testable import Essentials

@Suite struct IDTests {
    @Test func `an id is a version 7 UUID that starts with its time`() throws {
        let id = ID<Member>(at: Instant(milliseconds: 0x0123_4567_89AB))
        #expect(id.text.hasPrefix("01234567-89ab-7"))
        #expect("89ab".contains(try #require(Array(id.text)[safe: 19])))
        #expect(ID<Member>(id.text) == id)
    }

    @Test func `ids made later sort after`() {
        let early = ID<Member>(at: Instant(milliseconds: 1000))
        let late = ID<Member>(at: Instant(milliseconds: 1001))
        #expect(early < late)
    }

    @Test(arguments: [
        "", "x", "01234567-89AB-7000-8000-000000000000", "0123456789ab-7000-8000-000000000000-1",
    ])
    func `what is no lower-case UUID is no id`(text: String) {
        #expect(ID<Member>(text) == nil)
    }
}

@Suite struct InstantTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_795_543_445_123, "2026-11-24T18:04:05.123Z"),
    ])
    func `an instant is written in RFC 3339 and read back`(milliseconds: Int64, text: String) {
        #expect(Instant(milliseconds: milliseconds).description == text)
        #expect(Instant(text)?.milliseconds == milliseconds)
    }

    @Test func `offsets and shorter fractions are understood`() {
        #expect(Instant("1970-01-01T01:00:00.5+01:00")?.milliseconds == 500)
        #expect(Instant("1970-01-01T00:00:01Z")?.milliseconds == 1000)
        #expect(Instant("1969-12-31T23:30:00.123456789-00:30")?.milliseconds == 123)
    }

    @Test(arguments: [
        "", "1970-01-01", "1970-02-30T00:00:00Z", "1970-01-01T24:00:00Z", "1970-01-01T00:00:00",
        "1970-01-01T00:00:00.Z", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:60Z",
    ])
    func `what is no time is refused`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func `a day holds its first millisecond and not the one before`() throws {
        let day = try #require(Day("2024-02-29"))
        #expect(Day(of: day.start) == day)
        #expect(Day(of: day.start - .milliseconds(1)).description == "2024-02-28")
        #expect(Day("2023-02-29") == nil)
    }
}

@Suite struct PageTests {
    @Test func `a cursor survives its text`() {
        let cursor = Cursor("2026", "ä\n")
        #expect(Cursor(cursor.description)?.keys == ["2026", "ä\n"])
        #expect(Cursor("zz") == nil)
        #expect(Cursor("ff") == nil)
    }

    @Test func `a page knows whether more follow`() {
        #expect(Page([1, 2, 3], limit: 2) { Cursor(String($0)) }.next?.keys == ["2"])
        #expect(Page([1, 2], limit: 2) { Cursor(String($0)) }.next == nil)
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
