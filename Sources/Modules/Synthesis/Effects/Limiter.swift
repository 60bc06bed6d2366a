internal import Glibc

/// Keeps the signal between the samples below a ceiling: it looks ahead 5 ms at the peaks of a fourfold oversampled
/// copy (ITU-R BS.1770-4, Annex 2) and turns down before they come.
///
/// The gain is the mean over the time it looks ahead of the least that any peak in it allows, so that it moves
/// smoothly and is never too late. Delays by `delay` frames.
package struct Limiter: Sendable {
    private static let window = 240
    private static let taps = 24

    /// How many frames later sound comes out.
    package static let delay = window - 1 + taps / 2

    private let ceiling: Float
    private let rows: [SIMD4<Float>]
    private var recent = [Stereo](repeating: .zero, count: 2 * taps)
    private var recentHead = 0
    private var quiet = 0
    private var delayed = [Stereo](repeating: .zero, count: delay)
    private var delayHead = 0
    private var lowest = SlidingMinimum(window: window)
    private var gains = [Float](repeating: 1, count: window)
    private var gainHead = 0
    private var sum = Double(window)
    private var gain: Float = 1

    /// A limiter to `ceiling` dBTP; the fifth of a decibel that the taps may miss is kept back.
    package init(ceiling: Float) {
        self.ceiling = amplitude(decibels: ceiling - 0.2)
        rows = Self.interpolation
    }

    /// Takes a frame, gives the one from `delay` frames ago.
    package mutating func next(_ input: Stereo) -> Stereo {
        let allowed = min(1, ceiling / max(peak(with: input), 1e-9))
        let least = lowest.next(allowed)
        gain = min(least, gain + (1 - gain) * 0.000_12)
        sum += Double(gain) - Double(gains[gainHead])
        gains[gainHead] = gain
        gainHead = gainHead + 1 == Self.window ? 0 : gainHead + 1
        let output = delayed[delayHead]
        delayed[delayHead] = input
        delayHead = delayHead + 1 == Self.delay ? 0 : delayHead + 1
        return output * Float(sum / Double(Self.window))
    }

    /// The highest magnitude between the samples around the middle of the taps; sounds far below the ceiling are
    /// taken as they are.
    private mutating func peak(with input: Stereo) -> Float {
        recent[recentHead] = input
        recent[recentHead + Self.taps] = input
        recentHead = recentHead + 1 == Self.taps ? 0 : recentHead + 1
        let size = max(input.x.magnitude, input.y.magnitude)
        quiet = size > ceiling * 0.4 ? 0 : quiet + 1
        guard quiet <= Self.taps else { return size }
        var left = SIMD4<Float>.zero
        var right = SIMD4<Float>.zero
        for tap in 0..<Self.taps {
            let frame = recent[recentHead + tap]
            left += rows[tap] * frame.x
            right += rows[tap] * frame.y
        }
        let magnitudes = pointwiseMax(
            pointwiseMax(left, -left),
            pointwiseMax(right, -right)
        )
        return max(size, magnitudes.max())
    }

    /// For each tap, oldest first, its gains at four places between the two samples in the middle.
    private static let interpolation: [SIMD4<Float>] = (0..<taps).map { tap in
        var row = SIMD4<Float>.zero
        for phase in 0..<4 {
            let distance = Double(tap) - Double(taps / 2 - 1) - Double(phase) / 4
            let edge = distance / Double(taps / 2 + 1)
            let window = bessel(5 * (1 - edge * edge).squareRoot()) / bessel(5)
            row[phase] = Float(distance == 0 ? 1 : sin(.pi * distance) / (.pi * distance) * window)
        }
        return row
    }

    /// The modified Bessel function of order 0, of which Kaiser made his window.
    private static func bessel(_ x: Double) -> Double {
        var (term, sum, step) = (1.0, 1.0, 1.0)
        while term > 1e-12 * sum {
            term *= x * x / (4 * step * step)
            sum += term
            step += 1
        }
        return sum
    }
}

/// The least of the last so many values, at a constant cost.
private struct SlidingMinimum: Sendable {
    private let window: Int
    private var values: [Float]
    private var times: [Int]
    private var first = 0
    private var count = 0
    private var now = 0

    init(window: Int) {
        self.window = window
        values = [Float](repeating: 1, count: window + 1)
        times = [Int](repeating: 0, count: window + 1)
    }

    mutating func next(_ value: Float) -> Float {
        now += 1
        if count > 0, times[first] <= now - window { drop() }
        while count > 0, values[place(count - 1)] >= value { count -= 1 }
        let end = place(count)
        (values[end], times[end]) = (value, now)
        count += 1
        return values[first]
    }

    private mutating func drop() {
        first = place(1)
        count -= 1
    }

    private func place(_ offset: Int) -> Int {
        let index = first + offset
        return index >= values.count ? index - values.count : index
    }
}
