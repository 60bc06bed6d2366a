internal import Glibc

/// One frame of sound: left and right, full scale ±1.
package typealias Stereo = SIMD2<Float>

/// Frames in a second, everywhere in this module: what Opus takes without resampling.
package let sampleRate = 48_000

/// The same, for arithmetic on samples.
let rate = Float(sampleRate)

/// Level in linear scale of `decibels`.
func amplitude(decibels: Float) -> Float { pow(10, decibels / 20) }

/// Gains of equal power for a place between −1, left, and 1, right.
func gains(pan: Float) -> Stereo {
    let angle = (max(-1, min(1, pan)) + 1) * .pi / 4
    return Stereo(cos(angle), sin(angle))
}

/// The frequency in Hz of a MIDI `pitch`, A4 = 69 = 440 Hz; fractions are parts of a semitone.
func frequency(pitch: Float) -> Float { 440 * exp2((pitch - 69) / 12) }
