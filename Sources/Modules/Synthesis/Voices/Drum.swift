internal import Glibc

/// Anything struck that has no pitch to speak of: a tone that falls, noise through a filter, metal.
package struct DrumSound: Sendable {
    /// Hz at the stroke and after it, and the seconds in between.
    var tone: (from: Float, to: Float, fall: Float) = (200, 100, 0.02)
    var toneLevel: Float = 0
    var toneDecay: Float = 0.1

    /// Noise around, above or below a frequency.
    var noiseLevel: Float = 0
    var noiseDecay: Float = 0.1
    var noiseAttack: Float = 0.0005
    var noiseBand: Float = 2000
    var isHighPassed = false
    var resonance: Float = 0.2

    /// Six square waves that don't fit together, as in cymbals.
    var metal: Float = 0

    /// How often the noise starts anew, 11 ms apart, as many hands clap.
    var claps = 1
    var level: Float = 1

    init(_ change: (inout DrumSound) -> Void) { change(&self) }
}

/// One stroke.
struct DrumVoice: SimpleVoice {
    private static let metals: [Float] = [1.0, 1.342, 1.2312, 1.6532, 1.9523, 2.1523]
    private let sound: DrumSound
    private var phase: UInt32 = 0
    private var pitch: Float = 0
    private var pitchLoss: Float = 0
    private var target: Float = 0
    private var toneLevel: Float = 0
    private var toneLoss: Float = 0
    private var noiseLevel: Float = 0
    private var noiseLoss: Float = 0
    private var noiseRise: Float = 1
    private var swell: Float = 0
    private var metal = SIMD8<UInt32>.zero
    private var metalSteps = SIMD8<UInt32>.zero
    private var filter = Filter()
    private var noise = Noise()
    private var claps = 0
    private var age = 0
    private var strength: Float = 0

    init(_ sound: DrumSound) { self.sound = sound }

    var isSounding: Bool { toneLevel > 0.000_1 || noiseLevel > 0.000_1 || claps > 0 }

    mutating func start(_ tone: Tone) {
        let tuning = tone.frequency / 261.63
        (phase, age, swell) = (0, 0, 0)
        strength = tone.velocity
        (pitch, target) = (sound.tone.from * tuning - sound.tone.to * tuning, sound.tone.to * tuning)
        pitchLoss = exp(-1 / (sound.tone.fall * rate))
        toneLevel = sound.toneLevel * strength * sound.level
        toneLoss = exp(-1 / (sound.toneDecay * rate))
        noiseLevel = sound.noiseLevel * strength * sound.level
        noiseLoss = exp(-1 / (sound.noiseDecay * (0.6 + 0.5 * strength) * rate))
        noiseRise = 1 / max(1, sound.noiseAttack * rate)
        claps = sound.claps - 1
        noise = Noise(seed: tone.seed)
        let brightness = 0.75 + 0.35 * strength
        filter = Filter(cutoff: sound.noiseBand * tuning * brightness, resonance: sound.resonance)
        for (index, ratio) in Self.metals.enumerated() {
            metalSteps[index] = Sine.step(3300 * ratio * tuning)
        }
    }

    @inline(__always)
    mutating func next() -> Float {
        age &+= 1
        return (toneLevel > 0.000_1 ? body() : 0) + (noiseLevel > 0.000_1 || claps > 0 ? hiss() : 0)
    }

    @inline(__always)
    private mutating func body() -> Float {
        phase &+= Sine.step(target + pitch)
        pitch *= pitchLoss
        let body = Sine.at(phase) * toneLevel
        toneLevel *= toneLoss
        return body
    }

    @inline(__always)
    private mutating func hiss() -> Float {
        if claps > 0, age % 528 == 0 {
            noiseLevel = sound.noiseLevel * strength * sound.level
            claps -= 1
        }
        var source = noise.next()
        if sound.metal > 0 {
            metal &+= metalSteps
            let bits = (metal &>> 31).wrappedSum()
            source = source * (1 - sound.metal) + sound.metal * (Float(bits) - 3) * 0.33
        }
        swell = min(1, swell + noiseRise)
        let hiss = sound.isHighPassed ? filter.high(source) : filter.band(source)
        let output = hiss * noiseLevel * swell
        noiseLevel *= claps > 0 ? 0.992 : noiseLoss
        return output
    }
}
