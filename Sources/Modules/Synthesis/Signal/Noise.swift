/// White noise in −1..<1, a number for each frame at the cost of three shifts (xorshift32).
struct Noise: Sendable {
    private var state: UInt32

    init(seed: UInt64 = 1) {
        state = UInt32(truncatingIfNeeded: seed ^ (seed >> 32)) | 1
    }

    @inline(__always)
    mutating func next() -> Float {
        state ^= state << 13
        state ^= state >> 17
        state ^= state << 5
        return Float(Int32(bitPattern: state)) * 0x1p-31
    }
}
