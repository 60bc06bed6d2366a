/// The name of one thing of a kind, unique everywhere and ordered by the time it was made.
///
/// A UUID of version 7 (RFC 9562 §5.7) in its 36 lower-case characters, so that ids sort by creation both as
/// text and in an index. `Entity` is a phantom: an id of a track can't be passed where a version's is wanted.
package struct ID<Entity>: Hashable, Sendable {
    /// The 36 characters, `8-4-4-4-12` lower-case hexadecimal digits.
    package let text: String

    /// A new id, made of the time now and 62 random bits.
    ///
    /// The twelve bits after the milliseconds are their fraction (RFC 9562 §6.2, method 3), so that ids made one
    /// after the other in a process sort in that order too.
    package init() {
        let (instant, fraction) = Instant.nowWithFraction
        self.init(at: instant, fraction: fraction)
    }

    /// A new id whose first 48 bits are `instant` in milliseconds.
    package init(at instant: Instant) {
        self.init(at: instant, fraction: .random(in: 0..<4096))
    }

    private init(at instant: Instant, fraction: UInt64) {
        let high = UInt64(bitPattern: instant.milliseconds) << 16 | 0x7000 | fraction
        text = UUIDText.print(high: high, low: 0x8000_0000_0000_0000 | .random(in: .min ... .max) >> 2)
    }

    /// The smallest id of the millisecond `instant`, to cut a range of ids by time.
    package static func earliest(at instant: Instant) -> ID {
        ID(trusted: UUIDText.print(high: UInt64(bitPattern: instant.milliseconds) << 16, low: 0))
    }

    private init(trusted text: String) {
        self.text = text
    }

    /// The id that `text` spells, or nil where it is no lower-case UUID.
    package init?(_ text: String) {
        guard UUIDText.isValid(text) else { return nil }
        self.text = text
    }
}

extension ID: Comparable {
    package static func < (left: ID, right: ID) -> Bool { left.text < right.text }
}

extension ID: LosslessStringConvertible {
    package var description: String { text }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = ID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an id")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
