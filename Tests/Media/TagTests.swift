import Testing

@testable import Media

@Suite struct TagTests {
    private static let letters: [([UInt8], String)] = [
        (Array("Möwe".utf8), "Möwe"), (Array("MÃ¶we".utf8), "Möwe"), ([0x4D, 0xF6, 0x77, 0x65], "Möwe"),
        ([0x49, 0x92, 0x6D], "I’m"), ([0x81, 0x41], "\u{FFFD}A"), ([], ""),
        (Array("Ærø Ã".utf8), "Ærø Ã"), (Array("שיר".utf8), "שיר"),
    ]

    @Test(arguments: letters)
    func `letters are those that were meant`(bytes: [UInt8], text: String) {
        #expect(TagText.decode(bytes) == text)
    }
}
