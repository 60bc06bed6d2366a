internal import COpenSSL

/// Message authentication codes by HMAC-SHA256 (RFC 2104).
package enum HMACSHA256 {
    /// The 32 bytes of the code for `message`.
    package static func code(for message: [UInt8], key: SymmetricKey) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            let code = HMAC(
                EVP_sha256(),
                key.bytes,
                Int32(key.bytes.count),
                message,
                message.count,
                buffer.baseAddress,
                nil
            )
            precondition(code != nil, "OpenSSL has no HMAC-SHA256")
            count = 32
        }
    }

    /// The code for the UTF-8 bytes of `message`, in unpadded base64url: 43 characters, as links carry it.
    package static func text(for message: String, key: SymmetricKey) -> String {
        Base64URL.encode(code(for: Array(message.utf8), key: key))
    }

    /// Whether `text` is what `text(for:key:)` gives for `message`; takes the same time wherever they differ.
    package static func isValid(_ text: String, for message: String, key: SymmetricKey) -> Bool {
        guard let given = Base64URL.decode(text) else { return false }
        return constantTimeEqual(given, code(for: Array(message.utf8), key: key))
    }
}

/// Whether two byte strings are the same, in a time that depends on their lengths only.
package func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
}
