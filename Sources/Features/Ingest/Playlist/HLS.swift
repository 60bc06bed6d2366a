/// What every playlist of a version writes alike, the stored one and those that are signed for a listener (RFC 8216).
package enum HLS {
    /// The name of the segment with this number from 0, as in `segment_000.m4s`.
    package static func segmentName(_ number: Int) -> String {
        let digits = String(number)
        return "segment_" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits + ".m4s"
    }

    /// The length of `frames` in seconds with six digits after the point, rounded down.
    package static func seconds(_ frames: Int, at rate: Int) -> String {
        let rate = max(1, rate)
        let millionths = String(frames % rate * 1_000_000 / rate)
        return "\(frames / rate)." + String(repeating: "0", count: 6 - millionths.count) + millionths
    }

    /// Bits per second, rounded up; none where there are no frames.
    package static func bitRate(bytes: Int, frames: Int, at rate: Int) -> Int {
        guard frames > 0 else { return 0 }
        let bits = Int128(bytes) * 8 * Int128(rate)
        return Int(clamping: (bits + Int128(frames) - 1) / Int128(frames))
    }
}
