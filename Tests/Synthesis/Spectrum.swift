import Foundation

/// The power of `samples` at the whole multiple `cycles` of their length's own frequency; a full sine of amplitude 1
/// has 0.5.
func power(of samples: [Float], cycles: Int) -> Double {
    var (real, imaginary) = (0.0, 0.0)
    for (index, sample) in samples.enumerated() {
        let angle = 2 * Double.pi * Double(cycles * index % samples.count) / Double(samples.count)
        real += Double(sample) * cos(angle)
        imaginary += Double(sample) * sin(angle)
    }
    let scale = 2 / Double(samples.count)
    return (real * real + imaginary * imaginary) * scale * scale / 2
}

/// The mean power of `samples`.
func power(of samples: [Float]) -> Double {
    samples.reduce(0) { $0 + Double($1) * Double($1) } / Double(samples.count)
}

/// Decibels of a ratio of powers.
func decibels(_ ratio: Double) -> Double { 10 * log10(ratio) }

/// The fundamental of `samples` in Hz, near `guess`: where it is most like itself a period later, to a hundredth of a
/// cent or so by a parabola through the three best.
func pitch(of samples: [Float], near guess: Double) -> Double {
    let length = 16_384
    // Many periods apart, so that a part of a sample is a small part of the whole.
    let periods = max(1, Int(0.1 * guess))
    let middle = Int(48_000 * Double(periods) / guess)
    let reach = Int(48_000 / guess / 3)
    func likeness(_ lag: Int) -> Double {
        (0..<length).reduce(0.0) { $0 + Double(samples[$1]) * Double(samples[$1 + lag]) }
    }
    let best = (middle - reach...middle + reach).max { likeness($0) < likeness($1) } ?? middle
    let (before, at, after) = (likeness(best - 1), likeness(best), likeness(best + 1))
    let shift = 0.5 * (before - after) / (before - 2 * at + after)
    return 48_000 * Double(periods) / (Double(best) + shift)
}
