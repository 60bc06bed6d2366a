/// How a Float sample becomes the 16-bit integer that a waveform is measured in.
///
/// The reference is audiowaveform 1.10.3, which reads files through libsndfile; the two ways below are what
/// libsndfile's `sf_read_short` does.
package enum Quantisation: Sendable {
    /// For integer PCM and decoded codecs: times 32768, rounded down, held inside the range.
    case held

    /// For floating-point PCM: times 32767, rounded to nearest. What lies beyond full scale wraps around, as it
    /// does in the reference, so that a mix that clips is seen to be broken.
    case wrapped

    /// The 16-bit value of `sample` (full scale ±1); any Float is allowed.
    @inline(__always)
    func callAsFunction(_ sample: Float) -> Int32 {
        switch self {
        case .held:
            let scaled = sample * 32768
            guard scaled > -32768 else { return -32768 }
            guard scaled < 32767 else { return 32767 }
            let towardsZero = Int32(scaled)
            return Float(towardsZero) > scaled ? towardsZero - 1 : towardsZero
        case .wrapped:
            let scaled = (sample * 32767).rounded(.toNearestOrEven)
            guard scaled.magnitude < 0x1p31 else { return 0 }
            return Int32(Int16(truncatingIfNeeded: Int32(scaled)))
        }
    }
}
