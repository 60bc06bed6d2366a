/// Chance that can be repeated: the same seed gives the same numbers, on every machine and for ever.
///
/// Only for pictures; what has to be unguessable comes from Crypto.
struct Seed: Hashable, Sendable {
    private let state: UInt64

    /// A seed from any bytes, such as a digest or a name's UTF-8 (FNV-1a, 64 bit).
    init(_ bytes: some Sequence<UInt8>) {
        state = bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }

    /// The number, 0 ..< 1, that belongs to up to three keys.
    func number(_ first: Int, _ second: Int = 0, _ third: Int = 0) -> Double {
        var hash = Seed.mix(state ^ UInt64(bitPattern: Int64(first)))
        hash = Seed.mix(hash ^ UInt64(bitPattern: Int64(second)))
        hash = Seed.mix(hash ^ UInt64(bitPattern: Int64(third)))
        return Double(hash >> 11) / Double(1 << 53)
    }

    /// The whole number, 0 ..< `limit`, that belongs to `key`.
    func choice(_ key: Int, below limit: Int) -> Int {
        Int(number(key) * Double(limit))
    }

    /// One step of SplitMix64 (Steele, Lea, Flood 2014).
    private static func mix(_ value: UInt64) -> UInt64 {
        var hash = value &+ 0x9e37_79b9_7f4a_7c15
        hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
        return hash ^ (hash >> 31)
    }
}
