import Essentials
import Testing

@Suite struct PlainLineTests {
    @Test(arguments: ["", "Möwe & Söhne", "夜の歌", "שלום", "👩‍👩‍👧", "a\u{200D}b", "e\u{301}", "\u{200F}mark"])
    func `words of any script are plain`(text: String) {
        #expect(text.isPlainLine)
        #expect(text.plainLine == text)
    }

    @Test(arguments: [
        "a\nb", "a\tb", "\u{7F}", "\u{1B}[31m", "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "\u{202E}gpj.exe",
        "\u{202A}a\u{202C}", "\u{2067}a\u{2069}",
    ])
    func `what breaks the line or turns it around is not`(text: String) {
        #expect(!text.isPlainLine)
        #expect(text.plainLine.isPlainLine)
    }

    @Test(arguments: ["", " ", "\u{200B}", "\u{3164}", "\u{A0}\u{200D}\u{FE0F}", "\u{202E}", "\u{E0041}"])
    func `nothing can be seen of what has no ink`(text: String) {
        #expect(!text.isVisible)
    }

    @Test(arguments: ["a", "\u{200B}a", "👩‍👩‍👧", "…"])
    func `one character with ink is enough`(text: String) {
        #expect(text.isVisible)
    }
}
