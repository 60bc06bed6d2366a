internal import COpenSSL

/// SHA-256 (FIPS 180-4) over bytes that come piece by piece.
///
/// The state is owned by whoever holds the value, and ends with `finish()`.
package struct SHA256: ~Copyable {
    private let context: OpaquePointer

    /// The hash of nothing yet.
    package init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("OpenSSL has no SHA-256")
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// Takes in the bytes that follow.
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Takes in the bytes that follow, from memory that the caller keeps.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1)
    }

    /// The hash of all that was taken in.
    package consuming func finish() -> Digest {
        let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            precondition(EVP_DigestFinal_ex(context, buffer.baseAddress, nil) == 1)
            count = 32
        }
        return Digest(bytes: bytes)
    }

    /// The hash of `bytes`.
    package static func hash(_ bytes: [UInt8]) -> Digest {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finish()
    }

    /// The hash of the UTF-8 bytes of `text`.
    package static func hash(_ text: String) -> Digest {
        hash(Array(text.utf8))
    }
}
