internal import CSodium

/// `count` bytes from the system's generator, fit for keys.
package func randomBytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    randombytes_buf(&bytes, count)
    return bytes
}

/// A secret of 256 random bits in 43 characters that every URL, header and cookie carries as they are.
package func randomToken() -> String {
    Base64URL.encode(randomBytes(32))
}
