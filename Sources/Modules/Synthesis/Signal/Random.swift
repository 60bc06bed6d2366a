/// Numbers that look random and are the same for the same seed on every machine (SplitMix64).
package struct Random: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// The sequence of `seed`.
    package init(seed: UInt64) {
        state = seed
    }

    /// The sequence of a text, so that things are told apart by their names.
    package init(_ text: String) {
        state = text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number in −1..<1.
    package mutating func signed() -> Float { Float(Int32(truncatingIfNeeded: next() >> 32)) * 0x1p-31 }

    /// A number in 0..<1.
    package mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

    /// A number about 0, mostly within ±1 and never beyond ±3: the sum of four even ones.
    package mutating func bell() -> Float { (signed() + signed() + signed() + signed()) * 0.75 }
}
