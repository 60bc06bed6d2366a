import Testing

@testable import Site

@Suite struct UncommentedTests {
    @Test(arguments: [
        ("a\n  // no\nb", "a\n\nb"),
        ("/** no\n * no\n */\na", "\n\n\na"),
        ("  /** @type {A} */ #b;", "#b;"),
        ("/* one */ /* two */ c // stays", "c // stays"),
        ("a { /* stays */ }\n/* no */", "a { /* stays */ }\n"),
        ("  a * /b/ // stays\n", "a * /b/ // stays\n"),
        ("f(/** @type {A} */ (b), /** @type {C} */(d));", "f((b), (d));"),
        ("  a = /** @type {A", "a = /** @type {A"),
        ("", ""),
    ])
    func `comments, types and indentation go, and lines stay where they are`(source: String, kept: String) {
        #expect(String(decoding: Uncommented(Array(source.utf8)).bytes, as: UTF8.self) == kept)
    }
}
