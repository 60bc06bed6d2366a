import Crypto
import Testing

@Suite struct HashTests {
    /// FIPS 180-4 examples, as published by NIST.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `SHA-256 gives the published digests`(message: String, digest: String) {
        #expect(SHA256.hash(message).description == digest)
        #expect(Digest(digest.uppercased()) == SHA256.hash(message))
    }

    @Test func `pieces hash like the whole`() {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 * 31) }
        var hash = SHA256()
        hash.update(Array(bytes[..<1]))
        hash.update([])
        hash.update(Array(bytes[1..<4097]))
        hash.update(Array(bytes[4097...]))
        #expect(hash.finish() == SHA256.hash(bytes))
    }

    @Test(arguments: ["", "ba78", String(repeating: "g", count: 64), String(repeating: "a", count: 66)])
    func `what is no digest is refused`(text: String) {
        #expect(Digest(text) == nil)
    }

    /// RFC 4231 §4.7, the test case with a key longer than the block.
    @Test func `HMAC gives the published code`() throws {
        let key = try #require(SymmetricKey([UInt8](repeating: 0xAA, count: 131)))
        let message = "Test Using Larger Than Block-Size Key - Hash Key First"
        #expect(
            Hexadecimal.encode(HMACSHA256.code(for: Array(message.utf8), key: key))
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        )
    }

    @Test func `a code is valid for its message and key alone`() {
        let key = SymmetricKey.random()
        let code = HMACSHA256.text(for: "track.1700000000", key: key)
        #expect(code.count == 43)
        #expect(HMACSHA256.isValid(code, for: "track.1700000000", key: key))
        #expect(!HMACSHA256.isValid(code, for: "track.1700000001", key: key))
        #expect(!HMACSHA256.isValid(code, for: "track.1700000000", key: .random()))
        #expect(!HMACSHA256.isValid("", for: "track.1700000000", key: key))
        #expect(!HMACSHA256.isValid(String(code.dropLast()), for: "track.1700000000", key: key))
    }
}
