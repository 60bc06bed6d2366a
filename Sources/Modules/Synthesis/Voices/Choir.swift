internal import Glibc

/// Voices on a vowel.
package struct ChoirSound: Sendable {
    /// Hz and gain of the vowel's three formants.
    var formants: [(Float, Float)]
    var shape: EnvelopeShape

    package static let ah = ChoirSound(
        formants: [(700, 1), (1150, 0.55), (2700, 0.2)],
        shape: EnvelopeShape(0.5, 1, 0.9, 0.5)
    )
    package static let oo = ChoirSound(
        formants: [(330, 1), (820, 0.35), (2500, 0.07)],
        shape: EnvelopeShape(0.7, 1, 0.9, 0.7)
    )
}

/// Three singers, none quite together, through the formants of one vowel.
struct ChoirVoice: SimpleVoice {
    private let sound: ChoirSound
    private var phases = SIMD4<UInt32>.zero
    private var steps = SIMD4<UInt32>.zero
    private var drift = SIMD4<Float>.zero
    private var edition = 0
    private var base: Float = 220
    private var level: Float = 0
    private var low = Filter()
    private var middle = Filter()
    private var high = Filter()
    private var noise = Noise()
    private var envelope = Envelope()
    private var age = 0

    init(_ sound: ChoirSound) { self.sound = sound }

    var isSounding: Bool { envelope.isSounding }

    mutating func start(_ tone: Tone) {
        var random = Random(seed: tone.seed)
        for index in 0..<3 {
            phases[index] = UInt32(truncatingIfNeeded: random.next())
            drift[index] = random.signed()
        }
        noise = Noise(seed: tone.seed)
        base = tone.frequency
        edition = Wavetable.saw.edition(for: base * 1.03)
        level = 0.9 * tone.velocity
        (low, middle, high) = (formant(0), formant(1), formant(2))
        envelope.start(sound.shape, frames: tone.frames)
        age = 0
    }

    private func formant(_ index: Int) -> Filter {
        Filter(cutoff: sound.formants[index].0, resonance: [0.88, 0.9, 0.92][index])
    }

    @inline(__always)
    mutating func next() -> Float {
        if age & 63 == 0 { steer() }
        age &+= 1
        phases &+= steps
        let table = Wavetable.saw
        let source =
            (table.value(edition, phases.x) + table.value(edition, phases.y) + table.value(edition, phases.z))
            * 0.4 + noise.next() * 0.03
        let sung =
            low.band(source) * sound.formants[0].1 + middle.band(source) * sound.formants[1].1
            + high.band(source) * sound.formants[2].1
        return sung * level * envelope.next()
    }

    /// Lets each singer waver in their own way.
    private mutating func steer() {
        let seconds = Float(age) / rate
        let onset = min(1, seconds / 1.2)
        for index in 0..<3 {
            let speed = 4.7 + 0.5 * drift[index]
            let wave = 0.16 * onset * sin(2 * .pi * (speed * seconds + drift[index]))
            steps[index] = Sine.step(base * exp2((wave + 0.08 * drift[index]) / 12))
        }
    }
}
