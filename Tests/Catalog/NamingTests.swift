import Testing

@testable import Catalog

struct SlugTests {
    @Test(arguments: [
        ("Blue Monday", "blue-monday"),
        ("  Don't Stop — Believin’!  ", "dont-stop-believin"),
        ("Für Élise (Œuvre №1)", "fur-elise-oeuvre-1"),
        ("Ágætis byrjun", "agaetis-byrjun"),
        ("E\u{301}tude", "etude"),
        ("İstanbul", "istanbul"),
        ("Группа крови", "группа-крови"),
        ("上を向いて歩こう", "上を向いて歩こう"),
        ("R&B/Soul", "r-b-soul"),
        ("🎸🎸🎸", "track"),
        ("../../etc/passwd", "etc-passwd"),
        ("l\u{1}\u{7B0}0", "l-0"),
        ("", "track"),
    ])
    func `a title becomes words joined by hyphens`(title: String, slug: String) {
        #expect(Slug.make(from: title) == slug)
    }

    @Test func `a long title is cut between words`() {
        let slug = Slug.make(from: String(repeating: "movement ", count: 20))
        #expect(slug == Array(repeating: "movement", count: 6).joined(separator: "-"))
        #expect(Slug.make(from: String(repeating: "a", count: 200)).count == Slug.longest)
    }

    @Test func `a taken slug gets the next free number`() {
        #expect(Slug.free("song", taken: []) == "song")
        #expect(Slug.free("song", taken: ["song", "song-2", "song-4"]) == "song-3")
        #expect(Slug.free("followers", taken: []) == "followers-2")
    }
}

struct TagTests {
    @Test(arguments: [
        ("#Deep  House", "deep house"), (" lo-fi ", "lo-fi"), ("R&B", "r&b"), ("Électro", "électro"),
    ])
    func `a tag is kept in one form`(text: String, tag: String) {
        #expect(Tag.normalised(text) == tag)
    }

    @Test(arguments: ["", "#", "  ", "a,b", "a\u{0}b", String(repeating: "x", count: 41)])
    func `what can't be a tag is refused`(text: String) {
        #expect(Tag.normalised(text) == nil)
    }

    @Test func `equal tags are kept once and too many are refused`() {
        #expect(Tag.normalised(["House", "house", "Dub"]) == ["house", "dub"])
        #expect(Tag.normalised((0..<21).map { "tag\($0)" }) == nil)
    }
}
