/// One turn of a waveform in several editions, each with fewer harmonics, so that none reaches half the sample rate.
///
/// Editions are half an octave apart; between its 2048 points a turn is interpolated linearly, which keeps what
/// doesn't belong there 70 dB below the tone.
package struct Wavetable: Sendable {
    private static let bits = 11
    private static let size = 1 << bits
    private static let stride = size + 1

    /// How many harmonics each edition has, the most first.
    private static let harmonics = [256, 181, 128, 90, 64, 45, 32, 22, 16, 11, 8, 5, 4, 3, 2, 1]

    private static let sine: [Float] = (0..<size).map { Sine.at(UInt32($0) << (32 - UInt32(bits))) }

    private let samples: [Float]

    /// A waveform whose harmonic of a number, 1 being the fundamental, has an amplitude.
    init(_ amplitude: (Int) -> Float) {
        let amplitudes = (0...256).map { $0 == 0 ? 0 : amplitude($0) }
        var samples: [Float] = []
        samples.reserveCapacity(Self.stride * Self.harmonics.count)
        for count in Self.harmonics { samples += Self.turn(amplitudes.prefix(count + 1)) }
        self.samples = samples
    }

    private static func turn(_ amplitudes: ArraySlice<Float>) -> [Float] {
        var turn = [Float](repeating: 0, count: stride)
        for (harmonic, amplitude) in amplitudes.enumerated() where amplitude != 0 {
            for index in 0..<stride { turn[index] += amplitude * sine[(index * harmonic) & (size - 1)] }
        }
        return turn
    }

    /// Where the edition for tones of `frequency` Hz begins.
    func edition(for frequency: Float) -> Int {
        let most = Int(0.46 * rate / max(1, frequency))
        let index = Self.harmonics.firstIndex { $0 <= most } ?? Self.harmonics.count - 1
        return index * Self.stride
    }

    /// The value at `phase` in the edition that begins at `start`.
    @inline(__always)
    func value(_ start: Int, _ phase: UInt32) -> Float {
        let index = start + Int(phase >> UInt32(32 - Self.bits))
        let fraction = Float(phase & (1 << UInt32(32 - Self.bits) - 1)) * (1 / Float(1 << (32 - Self.bits)))
        let low = samples[index]
        return low + fraction * (samples[index + 1] - low)
    }
}

extension Wavetable {
    /// All harmonics, each as loud as it is low.
    package static let saw = Wavetable { 0.6 / Float($0) }

    /// The odd harmonics of a saw.
    package static let square = Wavetable { $0.isMultiple(of: 2) ? 0 : 0.75 / Float($0) }

    /// Odd harmonics that fall off fast.
    package static let triangle = Wavetable { number in
        number.isMultiple(of: 2) ? 0 : (number % 4 == 1 ? 0.81 : -0.81) / Float(number * number)
    }

    /// The fundamental alone.
    package static let sineWave = Wavetable { $0 == 1 ? 1 : 0 }

    /// Drawbars of an organ: 8′, 4′, 2⅔′, 2′ and a little of 1′.
    package static let organ = Wavetable { [1: 0.6, 2: 0.35, 3: 0.25, 4: 0.16, 8: 0.05][$0] ?? 0 }

    /// A wooden flute.
    package static let flute = Wavetable { [1: 0.9, 2: 0.22, 3: 0.1, 4: 0.035, 5: 0.015][$0] ?? 0 }

    /// A reed, dark and a little nasal.
    package static let reed = Wavetable { number in
        0.55 / Float(number) * (number % 3 == 2 ? 0.35 : 1) / (1 + Float(number * number) / 180)
    }
}
