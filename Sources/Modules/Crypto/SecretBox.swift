internal import CSodium

/// Seals bytes so that only holders of the key can read them, or make them.
///
/// XSalsa20-Poly1305 as libsodium's `crypto_secretbox` has it, with a random nonce in front.
package struct SecretBox: Sendable {
    private let key: [UInt8]

    /// A box that `key` opens.
    package init(key: SymmetricKey) {
        self.key = key.derived(for: "secretbox").bytes
    }

    /// `bytes` sealed: 40 bytes longer, and different each time.
    package func seal(_ bytes: [UInt8]) -> [UInt8] {
        let nonce = randomBytes(crypto_secretbox_noncebytes())
        var sealed = [UInt8](repeating: 0, count: bytes.count + crypto_secretbox_macbytes())
        let status = crypto_secretbox_easy(&sealed, bytes, UInt64(bytes.count), nonce, key)
        precondition(status == 0, "sealing has no way to fail")
        return nonce + sealed
    }

    /// What was sealed, or nil where a bit was changed or the key is another.
    package func open(_ sealed: [UInt8]) -> [UInt8]? {
        let overhead = crypto_secretbox_noncebytes() + crypto_secretbox_macbytes()
        guard sealed.count >= overhead else { return nil }
        let nonce = Array(sealed.prefix(crypto_secretbox_noncebytes()))
        let boxed = Array(sealed.dropFirst(nonce.count))
        var bytes = [UInt8](repeating: 0, count: sealed.count - overhead)
        guard crypto_secretbox_open_easy(&bytes, boxed, UInt64(boxed.count), nonce, key) == 0 else {
            return nil
        }
        return bytes
    }
}
