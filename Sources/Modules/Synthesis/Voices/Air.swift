internal import Glibc

/// What is heard around music: the sea, rain, a needle in its groove, a room full of people.
package struct AirSound: Sendable {
    /// Level and upper end in Hz of a steady hiss, and the Hz and depth of its swell.
    var hiss: Float
    var hissBand: Float
    var swell: (rate: Float, depth: Float)

    /// Grains in a second, their level, and where they lie in Hz.
    var grains: Float
    var grainLevel: Float
    var grainBand: Float
    var grainResonance: Float
    var shape: EnvelopeShape

    package static let sea = AirSound(
        hiss: 0.5,
        hissBand: 700,
        swell: (0.11, 0.85),
        grains: 60,
        grainLevel: 0.05,
        grainBand: 3000,
        grainResonance: 0.2,
        shape: EnvelopeShape(3, 1, 1, 2)
    )
    package static let rain = AirSound(
        hiss: 0.12,
        hissBand: 4200,
        swell: (0.07, 0.4),
        grains: 340,
        grainLevel: 0.6,
        grainBand: 4300,
        grainResonance: 0.55,
        shape: EnvelopeShape(2, 1, 1, 1.5)
    )
    package static let needle = AirSound(
        hiss: 0.05,
        hissBand: 2400,
        swell: (0.55, 0.3),
        grains: 9,
        grainLevel: 1,
        grainBand: 2600,
        grainResonance: 0.3,
        shape: EnvelopeShape(0.3, 1, 1, 0.3)
    )
    package static let applause = AirSound(
        hiss: 0.12,
        hissBand: 2200,
        swell: (0.3, 0.3),
        grains: 420,
        grainLevel: 3.2,
        grainBand: 1250,
        grainResonance: 0.35,
        shape: EnvelopeShape(0.7, 2.2, 0.45, 0.9)
    )

    /// People who listen: a murmur, a chair.
    package static let audience = AirSound(
        hiss: 0.16,
        hissBand: 420,
        swell: (0.21, 0.6),
        grains: 3,
        grainLevel: 1.4,
        grainBand: 520,
        grainResonance: 0.4,
        shape: EnvelopeShape(0.6, 1, 1, 0.8)
    )
    package static let tape = AirSound(
        hiss: 0.07,
        hissBand: 6500,
        swell: (0.4, 0.1),
        grains: 0,
        grainLevel: 0,
        grainBand: 1000,
        grainResonance: 0,
        shape: EnvelopeShape(0.1, 1, 1, 0.2)
    )
}

/// A stretch of it: filtered noise, and grains that fall by chance.
struct AirVoice: SimpleVoice {
    private let sound: AirSound
    private var noise = Noise()
    private var dice = Noise()
    private var hissFilter = Filter()
    private var grainFilter = Filter()
    private var envelope = Envelope()
    private var swell: UInt32 = 0
    private var level: Float = 0
    private var chance: Float = 0

    init(_ sound: AirSound) { self.sound = sound }

    var isSounding: Bool { envelope.isSounding }

    mutating func start(_ tone: Tone) {
        noise = Noise(seed: tone.seed)
        dice = Noise(seed: tone.seed &* 31 &+ 7)
        hissFilter = Filter(cutoff: sound.hissBand)
        grainFilter = Filter(cutoff: sound.grainBand, resonance: sound.grainResonance)
        envelope.start(sound.shape, frames: tone.frames)
        swell = UInt32(truncatingIfNeeded: tone.seed)
        level = tone.velocity
        chance = sound.grains / rate
    }

    @inline(__always)
    mutating func next() -> Float {
        swell &+= Sine.step(sound.swell.rate)
        let tide = 1 - sound.swell.depth * (0.5 + 0.5 * Sine.at(swell))
        let hiss = hissFilter.low(noise.next()) * sound.hiss * tide * tide
        let roll = dice.next()
        let grain = roll.magnitude < chance ? noise.next() * sound.grainLevel : 0
        return (hiss + grainFilter.band(grain)) * level * envelope.next()
    }
}
