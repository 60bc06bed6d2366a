internal import Synchronization

/// The name of one request, in its response's `X-Request-Id` and in every log line about it.
package struct RequestID: Hashable, Sendable {
    private let number: UInt64

    /// A new name.
    package init() {
        number = Self.scatter(Self.count.wrappingAdd(1, ordering: .relaxed).newValue)
    }

    /// Where this process began to count.
    private static let count = Atomic(UInt64.random(in: .min ... .max))

    /// Turns neighbours into numbers that look nothing alike, each into another (Steele et al., SplitMix64).
    private static func scatter(_ number: UInt64) -> UInt64 {
        var mixed = number &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension RequestID: CustomStringConvertible {
    /// 13 characters of `0-9a-v`, few enough for a `String` without allocation.
    package var description: String {
        String(unsafeUninitializedCapacity: 13) { bytes in
            for index in 0..<13 { bytes[index] = Self.digits[Int(number >> UInt64(60 - 5 * index) & 31)] }
            return 13
        }
    }

    private static let digits = Array("0123456789abcdefghijklmnopqrstuv".utf8)
}
