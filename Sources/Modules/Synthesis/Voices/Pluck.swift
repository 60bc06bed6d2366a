internal import Glibc

/// A plucked string.
package struct PluckSound: Sendable {
    /// How bright the string is plucked, 0…1.
    var brightness: Float

    /// Where it is plucked, as a part of its length.
    var place: Float

    /// Seconds after which a string of 220 Hz has fallen by 60 dB.
    var decay: Float

    /// How fast high partials die, 0…0.5.
    var damping: Float

    /// Seconds in which it falls by 60 dB once it is let go.
    var release: Float

    package static let nylon = PluckSound(
        brightness: 0.45,
        place: 0.27,
        decay: 4.2,
        damping: 0.3,
        release: 0.5
    )
    package static let steel = PluckSound(
        brightness: 0.75,
        place: 0.16,
        decay: 6,
        damping: 0.14,
        release: 0.35
    )
    package static let mandolin = PluckSound(
        brightness: 0.8,
        place: 0.12,
        decay: 2.4,
        damping: 0.16,
        release: 0.25
    )
    package static let harp = PluckSound(brightness: 0.5, place: 0.4, decay: 5.5, damping: 0.2, release: 2.5)
    package static let uprightBass = PluckSound(
        brightness: 0.2,
        place: 0.2,
        decay: 2.6,
        damping: 0.44,
        release: 0.14
    )
    package static let electricBass = PluckSound(
        brightness: 0.42,
        place: 0.14,
        decay: 5,
        damping: 0.32,
        release: 0.09
    )
    package static let muted = PluckSound(
        brightness: 0.5,
        place: 0.1,
        decay: 0.5,
        damping: 0.4,
        release: 0.08
    )
}

/// A string as a loop of delay that loses its treble: Karplus and Strong, as Jaffe and Smith (1983) extended it.
///
/// An allpass gives the fraction of a sample, so that every pitch is in tune.
struct PluckVoice: SimpleVoice {
    private static let capacity = 2048
    private let sound: PluckSound
    private var line = InlineArray<2048, Float>(repeating: 0)
    private var position = 0
    private var length = 100
    private var loss: Float = 0
    private var released: Float = 0
    private var damping: Float = 0
    private var fraction: Float = 0
    private var earlier: Float = 0
    private var allpassInput: Float = 0
    private var allpassOutput: Float = 0
    private var remaining = 0
    private var energy: Float = 0

    init(_ sound: PluckSound) { self.sound = sound }

    var isSounding: Bool { energy > 0.000_08 }

    mutating func start(_ tone: Tone) {
        damping = sound.damping * (1.15 - 0.3 * tone.velocity)
        tune(tone.frequency)
        pluck(tone)
        let decay = sound.decay * pow(220 / tone.frequency, 0.45)
        loss = pow(10, -3 / (tone.frequency * decay))
        released = pow(10, -3 / (tone.frequency * sound.release))
        remaining = tone.frames
        energy = 1
    }

    /// Sets the loop to one period of `frequency`, less what its filters delay at that pitch.
    private mutating func tune(_ frequency: Float) {
        let angle = 2 * .pi * min(frequency, 8000) / rate
        let filterDelay = atan2(damping * sin(angle), 1 - damping + damping * cos(angle)) / angle
        let period = 2 * .pi / angle - filterDelay
        length = min(Self.capacity - 1, max(2, Int(period - 0.3)))
        let rest = period - Float(length)
        fraction = sin((1 - rest) * angle / 2) / sin((1 + rest) * angle / 2)
        (earlier, allpassInput, allpassOutput, position) = (0, 0, 0, 0)
    }

    /// Fills the loop with what a finger or a plectrum does to the string.
    private mutating func pluck(_ tone: Tone) {
        var noise = Noise(seed: tone.seed)
        let smoothness = 1 - min(0.98, sound.brightness * (0.45 + 0.55 * tone.velocity))
        let place = max(1, Int(sound.place * Float(length)))
        var low: Float = 0
        for index in 0..<length {
            low += (noise.next() - low) * (1 - smoothness)
            line[index] = low * tone.velocity * 0.9
        }
        let mean = (0..<length).reduce(Float(0)) { $0 + line[$1] } / Float(length)
        for index in stride(from: length - 1, through: 0, by: -1) {
            line[index] -= mean
            if index >= place { line[index] -= line[index - place] - mean }
        }
    }

    @inline(__always)
    mutating func next() -> Float {
        let output = line[position]
        let filtered = output * (1 - damping) + earlier * damping
        earlier = output
        let shifted = fraction * (filtered - allpassOutput) + allpassInput
        (allpassInput, allpassOutput) = (filtered, shifted)
        line[position] = shifted * (remaining > 0 ? loss : min(loss, released))
        position = position + 1 == length ? 0 : position + 1
        remaining -= 1
        energy += (output.magnitude - energy) * 0.000_4
        return output
    }
}
