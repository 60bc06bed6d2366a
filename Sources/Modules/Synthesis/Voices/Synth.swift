internal import Glibc

/// A synthesiser of up to four oscillators through one filter.
package struct SynthSound: Sendable {
    package var wave: Wavetable = .saw

    /// How many oscillators sound together, 1…4, and how far they lie apart, in cents.
    package var unison = 1
    package var spread: Float = 0

    /// Level of a sine an octave below.
    package var sub: Float = 0

    /// Hz at rest, the octaves that the filter's envelope opens it by, and how far it follows the keys, 0…1.
    package var cutoff: Float = 1200
    package var sweep: Float = 0
    package var tracking: Float = 0.3
    package var resonance: Float = 0.1
    package var filterShape = EnvelopeShape(0.002, 0.2, 0, 0.2)
    package var shape = EnvelopeShape(0.005, 0.2, 0.8, 0.1)

    /// Semitones of vibrato, which sets in after a third of a second, and its Hz.
    package var vibrato: Float = 0
    package var vibratoRate: Float = 5.2

    /// Semitones from which a note slides up into its pitch.
    package var scoop: Float = 0

    /// Level of breath: noise through the same filter.
    package var breath: Float = 0
    package var level: Float = 0.4

    package init(_ change: (inout SynthSound) -> Void) { change(&self) }
}

/// One note: wavetables, a filter that is tuned every 32 frames, two envelopes.
struct SynthVoice: Voice {
    private static let stretch = 32
    private let sound: SynthSound
    private var phases = SIMD4<UInt32>.zero
    private var steps = SIMD4<UInt32>.zero
    private var sub: UInt32 = 0
    private var edition = 0
    private var base: Float = 440
    private var level: Float = 0
    private var brightness: Float = 0
    private var envelope = Envelope()
    private var opening = Envelope()
    private var filter = Filter()
    private var noise = Noise()
    private var age = 0

    init(_ sound: SynthSound) { self.sound = sound }

    var isSounding: Bool { envelope.isSounding }

    mutating func start(_ tone: Tone) {
        var random = Random(seed: tone.seed)
        for index in 0..<4 { phases[index] = UInt32(truncatingIfNeeded: random.next()) }
        if sound.unison == 1 { phases[0] = 0 }
        sub = 0
        noise = Noise(seed: tone.seed)
        base = tone.frequency
        edition = sound.wave.edition(for: base * exp2((sound.spread / 100 + sound.vibrato) / 12))
        level = sound.level * tone.velocity / Float(sound.unison).squareRoot()
        brightness = (tone.velocity - 0.7) * 1.2
        envelope.start(sound.shape, frames: tone.frames)
        opening.start(sound.filterShape, frames: tone.frames, stride: Self.stretch)
        filter.reset()
        age = 0
    }

    mutating func perform(into block: inout [Stereo], from entry: Int, gains: Stereo) {
        var frames = block.mutableSpan
        var frame = entry
        while frame < frames.count {
            if age % Self.stretch == 0 { steer(opening.next()) }
            let end = min(frames.count, frame + Self.stretch - age % Self.stretch)
            play(&frames, frame..<end, gains * level)
            age += end - frame
            frame = end
        }
    }

    /// Frames between two turns of the knobs.
    private mutating func play(_ frames: inout MutableSpan<Stereo>, _ range: Range<Int>, _ gains: Stereo) {
        var (phases, sub, filter, envelope, noise) = (phases, sub, filter, envelope, noise)
        let (wave, edition, unison, steps) = (sound.wave, edition, sound.unison, steps)
        for frame in range {
            phases &+= steps
            var sum = wave.value(edition, phases.x)
            if unison > 1 { sum += wave.value(edition, phases.y) }
            if unison > 2 { sum += wave.value(edition, phases.z) }
            if unison > 3 { sum += wave.value(edition, phases.w) }
            if sound.sub > 0 {
                sub &+= steps.x >> 1
                sum += sound.sub * Sine.at(sub)
            }
            if sound.breath > 0 { sum += sound.breath * noise.next() }
            frames[frame] += gains * (filter.low(sum) * envelope.next())
        }
        (self.phases, self.sub, self.filter, self.envelope, self.noise) = (
            phases, sub, filter, envelope, noise
        )
    }

    /// Sets pitches and cutoff for the next frames.
    private mutating func steer(_ open: Float) {
        let seconds = Float(age) / rate
        var bend = -sound.scoop * exp(-seconds / 0.035)
        if sound.vibrato > 0 {
            let depth = sound.vibrato * min(1, max(0, (seconds - 0.25) / 0.5))
            bend += depth * sin(2 * .pi * sound.vibratoRate * seconds)
        }
        for index in 0..<sound.unison {
            let place = sound.unison == 1 ? 0 : Float(index) / Float(sound.unison - 1) - 0.5
            steps[index] = Sine.step(base * exp2((bend + place * sound.spread / 100) / 12))
        }
        let octaves = sound.sweep * open + brightness + sound.tracking * log2(base / 261)
        filter.tune(cutoff: sound.cutoff * exp2(octaves), resonance: sound.resonance)
    }
}
