/// A secret of 32 bytes or more, shared by those who sign and those who check.
///
/// It prints as `SymmetricKey`, so that a log can't show it, and there is none by default.
package struct SymmetricKey: Sendable {
    let bytes: [UInt8]

    /// A key of these bytes, or nil where they are fewer than the 32 that HS256 needs (RFC 7518 §3.2).
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= 32 else { return nil }
        self.bytes = bytes
    }

    /// A key of the UTF-8 bytes of `text`, or nil where they are fewer than 32.
    package init?(_ text: String) {
        self.init(Array(text.utf8))
    }

    private init(exactly bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A new key of 32 random bytes.
    package static func random() -> SymmetricKey {
        SymmetricKey(exactly: randomBytes(32))
    }

    /// A key of its own for one purpose, so that what is signed for one is worthless for another.
    ///
    /// HMAC-SHA256 of `purpose` under this key, the expansion of HKDF (RFC 5869 §2.3) for one block.
    package func derived(for purpose: String) -> SymmetricKey {
        SymmetricKey(exactly: HMACSHA256.code(for: Array(purpose.utf8) + [1], key: self))
    }
}

extension SymmetricKey: CustomStringConvertible, CustomReflectable {
    package var description: String { "SymmetricKey" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
