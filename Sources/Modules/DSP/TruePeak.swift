/// The highest level that the analogue signal between the samples reaches: Recommendation ITU-R BS.1770-4, Annex 2.
///
/// Four times oversampling by the polyphase filter of the annex; the samples themselves count too. A value owned
/// by one task; nothing is allocated after init.
package struct TruePeak: Sendable {
    private var left = Channel()
    private var right = Channel()

    package init() {}

    /// Takes interleaved stereo `samples`, full scale ±1.
    package mutating func append(_ samples: Span<Float>) {
        left.append(samples, offset: 0)
        right.append(samples, offset: 1)
    }

    /// The peak so far in linear scale, 1 being full scale; the filter's tail is counted as if silence followed.
    package var amplitude: Float {
        var (left, right) = (left, right)
        let silence = [Float](repeating: 0, count: 2 * Filter.taps)
        left.append(silence.span, offset: 0)
        right.append(silence.span, offset: 0)
        return max(left.peak, right.peak)
    }

    /// The peak so far in dBTP; −infinity for silence.
    package var decibels: Double { Decibels.of(amplitude: Double(amplitude)) }
}

extension TruePeak {
    /// One channel with the samples that the filter still reaches back to.
    private struct Channel {
        /// Frames that are filtered, or passed over, together.
        private static let stretch = 64
        private static let history = Filter.taps - 1

        /// The last `history` samples of what came before, then room for a `stretch`: 11 + 64.
        private var window = InlineArray<75, Float>(repeating: 0)
        private(set) var peak: Float = 0

        mutating func append(_ samples: Span<Float>, offset: Int) {
            let frames = samples.count / 2
            for start in stride(from: 0, to: frames, by: Self.stretch) {
                measure(samples, from: start, count: min(Self.stretch, frames - start), offset: offset)
            }
        }

        /// Filters one stretch, unless its samples are too small to pass the peak already known.
        private mutating func measure(_ samples: Span<Float>, from start: Int, count: Int, offset: Int) {
            for index in 0..<count { window[Self.history + index] = samples[2 * (start + index) + offset] }
            var largest: Float = 0
            for index in 0..<(Self.history + count) { largest = max(largest, window[index].magnitude) }
            if largest * Filter.gain > peak {
                let range = Self.history..<(Self.history + count)
                let found = Filter.peak(of: window.span, at: range)
                peak = max(peak, largest, found)
            }
            for index in 0..<Self.history { window[index] = window[index + count] }
        }
    }

    /// The filter of Annex 2: four phases of twelve taps, order 48.
    enum Filter {
        static let taps = 12

        /// No output is larger than this times the largest input: the largest sum of a phase's magnitudes.
        static let gain: Float = 2.04

        /// The table of the annex, row by row; a lane is a phase.
        static let rows: InlineArray<12, SIMD4<Float>> = [
            [0.0017089843750, -0.0291748046875, -0.0189208984375, -0.0083007812500],
            [0.0109863281250, 0.0292968750000, 0.0330810546875, 0.0148925781250],
            [-0.0196533203125, -0.0517578125000, -0.0582275390625, -0.0266113281250],
            [0.0332031250000, 0.0891113281250, 0.1076660156250, 0.0476074218750],
            [-0.0594482421875, -0.1665039062500, -0.2003173828125, -0.1022949218750],
            [0.1373291015625, 0.4650878906250, 0.7797851562500, 0.9721679687500],
            [0.9721679687500, 0.7797851562500, 0.4650878906250, 0.1373291015625],
            [-0.1022949218750, -0.2003173828125, -0.1665039062500, -0.0594482421875],
            [0.0476074218750, 0.1076660156250, 0.0891113281250, 0.0332031250000],
            [-0.0266113281250, -0.0582275390625, -0.0517578125000, -0.0196533203125],
            [0.0148925781250, 0.0330810546875, 0.0292968750000, 0.0109863281250],
            [-0.0083007812500, -0.0189208984375, -0.0291748046875, 0.0017089843750],
        ]

        /// The largest magnitude of the four outputs at each index of `stretch`.
        static func peak(of samples: Span<Float>, at stretch: Range<Int>) -> Float {
            let rows = rows
            var highest = SIMD4<Float>(repeating: 0)
            var lowest = SIMD4<Float>(repeating: 0)
            for index in stretch {
                let output = outputs(samples.extracting((index - taps + 1)...index), rows)
                highest.replace(with: output, where: output .> highest)
                lowest.replace(with: output, where: output .< lowest)
            }
            return max(highest.max(), -lowest.min())
        }

        /// The four outputs at the last of twelve samples; written out, since a loop here runs six times slower.
        @inline(__always)
        private static func outputs(
            _ samples: Span<Float>,
            _ rows: InlineArray<12, SIMD4<Float>>
        ) -> SIMD4<Float> {
            var sum = rows[0] * samples[11]
            sum += rows[1] * samples[10]
            sum += rows[2] * samples[9]
            sum += rows[3] * samples[8]
            sum += rows[4] * samples[7]
            sum += rows[5] * samples[6]
            sum += rows[6] * samples[5]
            sum += rows[7] * samples[4]
            sum += rows[8] * samples[3]
            sum += rows[9] * samples[2]
            sum += rows[10] * samples[1]
            sum += rows[11] * samples[0]
            return sum
        }
    }
}
