import ObjectStore
import Testing

@Suite struct ObjectKeyTests {
    @Test(arguments: [
        "a", "a.flac", "0192/opus.1/segment_000.m4s", "A-Z_0.9", String(repeating: "a", count: 512),
    ])
    func `a plain path is a key`(path: String) throws {
        let key = try ObjectKey(.originals, path)
        #expect(key.path == path)
        #expect(key.description == "originals/\(path)")
    }

    @Test(arguments: [
        "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/..", ".hidden", "a/.b", "a b", "a\0b",
        "a\\b", "ä", "a%2f", "a\n", "~", String(repeating: "a", count: 513),
    ])
    func `a path that could lead elsewhere is none`(path: String) {
        #expect(throws: ObjectStoreError.invalidKey(path)) { try ObjectKey(.originals, path) }
    }
}
