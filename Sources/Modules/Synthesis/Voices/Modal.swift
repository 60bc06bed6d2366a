internal import Glibc

/// Something that rings when it is struck: bars, bells, tines, the strings of a piano.
package struct ModalSound: Sendable {
    /// One of at most 16 ways in which it rings.
    struct Partial: Sendable {
        /// As a multiple of the fundamental.
        var ratio: Float
        var gain: Float

        /// Seconds in which it falls by 60 dB at 261 Hz.
        var decay: Float
    }

    var partials: [Partial]

    /// How much soft playing takes from the upper partials, 0…1.
    var softness: Float

    /// How much shorter higher notes ring: the power of the frequency.
    var keying: Float

    /// Seconds in which it falls by two thirds once it is let go; long where nothing damps it.
    var release: Float

    /// How loud the stroke itself is, and how bright.
    var knock: Float
    var knockCutoff: Float

    /// Hz and depth of the vibraphone's discs.
    var tremolo: (rate: Float, depth: Float) = (0, 0)
}

/// Up to 16 partials as turning, shrinking arrows: one complex multiplication for all of them in each frame.
struct ModalVoice: SimpleVoice {
    private let sound: ModalSound
    private var real = SIMD16<Float>.zero
    private var imaginary = SIMD16<Float>.zero
    private var turnReal = SIMD16<Float>.zero
    private var turnImaginary = SIMD16<Float>.zero
    private var damper = Envelope()
    private var knock: Float = 0
    private var knockLoss: Float = 0
    private var knockFilter = Filter()
    private var noise = Noise()
    private var tremolo: UInt32 = 0
    private var energy: Float = 0
    private var frame = 0

    init(_ sound: ModalSound) { self.sound = sound }

    var isSounding: Bool { energy > 0.000_08 && damper.isSounding }

    mutating func start(_ tone: Tone) {
        (real, imaginary, turnReal, turnImaginary) = (.zero, .zero, .zero, .zero)
        for (index, partial) in sound.partials.prefix(16).enumerated() {
            set(index, partial, tone)
        }
        damper.start(EnvelopeShape(0.0008, 1, 1, sound.release), frames: max(200, tone.frames))
        noise = Noise(seed: tone.seed)
        knock = sound.knock * tone.velocity * tone.velocity
        knockLoss = exp(-1 / (0.006 * rate))
        knockFilter = Filter(cutoff: sound.knockCutoff)
        (energy, frame) = (1, 0)
    }

    private mutating func set(_ index: Int, _ partial: ModalSound.Partial, _ tone: Tone) {
        let frequency = tone.frequency * partial.ratio
        guard frequency < 0.42 * rate else { return }
        let seconds = partial.decay * pow(261 / tone.frequency, sound.keying)
        let shrink = pow(10, -3 / (seconds * rate))
        let angle = 2 * .pi * frequency / rate
        let muffled = pow(0.25 + 0.75 * tone.velocity, sound.softness * Float(index))
        turnReal[index] = shrink * cos(angle)
        turnImaginary[index] = shrink * sin(angle)
        real[index] = partial.gain * tone.velocity * muffled
    }

    @inline(__always)
    mutating func next() -> Float {
        let turned = real * turnReal - imaginary * turnImaginary
        imaginary = real * turnImaginary + imaginary * turnReal
        real = turned
        var output = imaginary.sum()
        frame &+= 1
        if frame & 255 == 0 { energy = (real * real + imaginary * imaginary).sum().squareRoot() }
        if knock > 0.000_1 {
            output += knockFilter.low(noise.next()) * knock
            knock *= knockLoss
        }
        if sound.tremolo.depth > 0 {
            tremolo &+= Sine.step(sound.tremolo.rate)
            output *= 1 - sound.tremolo.depth * (0.5 + 0.5 * Sine.at(tremolo))
        }
        return output * damper.next()
    }
}
