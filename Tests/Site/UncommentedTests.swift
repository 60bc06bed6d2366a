import Testing

@testable import Site

@Suite struct UncommentedTests {
    @Test(arguments: [
        ("a\n  // no\nb", "a\n\nb"),
        ("/** no\n * no\n */\na", "\n\n\na"),
        ("  /** @type {A} */ #b;", "#b;"),
        ("/* one */ /* two */ c // stays", "c // stays"),
        ("a { /* stays */ }\n/* no */", "a { /* stays */ }\n"),
        ("  a * /b/ // stays\n", "  a * /b/ // stays\n"),
        ("", ""),
    ])
    func `comments at the start of a line go, and lines stay where they are`(source: String, kept: String) {
        #expect(String(decoding: Uncommented(Array(source.utf8)).bytes, as: UTF8.self) == kept)
    }
}
