internal import Glibc

/// Holds a mix together: what is above the threshold rises by half as much, slowly in and out.
struct Compressor: Sendable {
    private static let stretch = 16
    private let threshold: Float
    private let attack: Float
    private let release: Float
    private var power: Float = 0
    private var reduction: Float = 0
    private var gain: Float = 1
    private var age = 0

    /// A compressor of ratio 2 from `threshold` dBFS on.
    init(threshold: Float) {
        self.threshold = threshold
        attack = 1 - exp(-Float(Self.stretch) / (0.025 * rate))
        release = 1 - exp(-Float(Self.stretch) / (0.22 * rate))
    }

    mutating func next(_ input: Stereo) -> Stereo {
        power += ((input * input).sum() * 0.5 - power) * 0.002
        if age % Self.stretch == 0 { steer() }
        age += 1
        return input * gain
    }

    private mutating func steer() {
        let over = max(0, 10 * log10(power + 1e-12) - threshold)
        let wanted = over / 2
        reduction += (wanted - reduction) * (wanted > reduction ? attack : release)
        gain = amplitude(decibels: -reduction)
    }
}
