/// The 32 bytes of a SHA-256 hash (FIPS 180-4).
package struct Digest: Hashable, Sendable {
    /// Always 32 bytes.
    package let bytes: [UInt8]

    init(bytes: [UInt8]) {
        precondition(bytes.count == 32)
        self.bytes = bytes
    }

    /// The digest that 64 hexadecimal digits of either case spell, or nil.
    package init?(_ text: String) {
        guard let bytes = Hexadecimal.decode(text), bytes.count == 32 else { return nil }
        self.bytes = bytes
    }
}

extension Digest: LosslessStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package var description: String { Hexadecimal.encode(bytes) }
}

extension Digest: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "not a SHA-256 in 64 hexadecimal digits"
            )
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
