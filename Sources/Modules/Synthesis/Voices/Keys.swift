internal import Glibc

/// An electric piano by frequency modulation.
package struct KeysSound: Sendable {
    /// How much the body growls when it is struck hard.
    var growl: Float

    /// How loud the tine's chime is.
    var chime: Float

    /// The tine's pitch as a multiple of the note's.
    var ratio: Float

    /// Seconds in which a note of 261 Hz falls by two thirds.
    var decay: Float
    var release: Float

    package static let electricPiano = KeysSound(
        growl: 1.5,
        chime: 0.34,
        ratio: 14,
        decay: 1.9,
        release: 0.12
    )
    package static let soft = KeysSound(growl: 0.9, chime: 0.16, ratio: 11, decay: 2.2, release: 0.25)
    package static let glass = KeysSound(growl: 0.5, chime: 0.9, ratio: 7, decay: 1.6, release: 0.7)
}

/// Two pairs of sines, the first for the body, the second for the tine.
struct KeysVoice: SimpleVoice {
    private let sound: KeysSound
    private var carrier: UInt32 = 0
    private var step: UInt32 = 0
    private var tine: UInt32 = 0
    private var tineStep: UInt32 = 0
    private var growl: Float = 0
    private var growlLoss: Float = 0
    private var chime: Float = 0
    private var chimeLoss: Float = 0
    private var level: Float = 0
    private var envelope = Envelope()

    init(_ sound: KeysSound) { self.sound = sound }

    var isSounding: Bool { envelope.isSounding }

    mutating func start(_ tone: Tone) {
        (carrier, tine) = (0, 0)
        step = Sine.step(tone.frequency)
        tineStep = Sine.step(min(tone.frequency * sound.ratio, 0.4 * rate))
        let height = pow(261 / tone.frequency, 0.5)
        growl = sound.growl * tone.velocity * tone.velocity * min(1.3, height) / (2 * .pi)
        growlLoss = exp(-1 / (0.7 * height * rate))
        chime = sound.chime * tone.velocity * min(1, height) / (2 * .pi) * 1.3
        chimeLoss = exp(-1 / (0.14 * rate))
        level = 0.5 * tone.velocity
        let shape = EnvelopeShape(0.002, sound.decay * height, 0, sound.release)
        envelope.start(shape, frames: tone.frames)
    }

    @inline(__always)
    mutating func next() -> Float {
        carrier &+= step
        tine &+= tineStep
        let body = Sine.at(carrier &+ Sine.phase(turns: growl * Sine.at(carrier &+ 0x2000_0000)))
        let ringing = Sine.at(carrier &+ Sine.phase(turns: chime * Sine.at(tine)))
        growl *= growlLoss
        chime *= chimeLoss
        return (body * 0.62 + ringing * 0.38) * level * envelope.next()
    }
}
