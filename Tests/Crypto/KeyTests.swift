import Crypto
import Testing

@Suite struct KeyTests {
    @Test func `a short secret is no key`() {
        #expect(SymmetricKey("") == nil)
        #expect(SymmetricKey([UInt8](repeating: 1, count: 31)) == nil)
        #expect(SymmetricKey([UInt8](repeating: 1, count: 32)) != nil)
    }

    @Test func `a key never prints its bytes`() throws {
        let key = try #require(SymmetricKey("correct horse battery staple, and a pony"))
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains("horse"))
        #expect(!dumped.contains("99"))
    }

    @Test func `keys for two purposes differ`() {
        let key = SymmetricKey.random()
        let links = HMACSHA256.text(for: "x", key: key.derived(for: "links"))
        #expect(links == HMACSHA256.text(for: "x", key: key.derived(for: "links")))
        #expect(links != HMACSHA256.text(for: "x", key: key.derived(for: "parts")))
        #expect(links != HMACSHA256.text(for: "x", key: key))
    }

    /// RFC 4648 §10, without the padding.
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"), ("\u{3FF}\u{3FE}", "z7_Pvg"),
    ])
    func `base64url gives the published texts`(plain: String, text: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == text)
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg==", "Zh", "Z", "Zm9v\n", "Zm+v", "Zm9vY", "é"])
    func `base64url refuses what it would not print`(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func `tokens are long and never the same`() {
        let tokens = Set((0..<100).map { _ in randomToken() })
        #expect(tokens.count == 100)
        #expect(tokens.allSatisfy { $0.count == 43 && Base64URL.decode($0)?.count == 32 })
    }
}
