internal import Glibc

/// The course of a note's loudness: how it begins, falls, holds and ends.
package struct EnvelopeShape: Sendable {
    /// Seconds to full level.
    var attack: Float

    /// Seconds in which it falls by two thirds of the way to `sustain`.
    var decay: Float

    /// The level that is held, 0…1.
    var sustain: Float

    /// Seconds in which it falls by two thirds once the note has ended.
    var release: Float

    /// A shape by its times in seconds and its level.
    package init(_ attack: Float, _ decay: Float, _ sustain: Float, _ release: Float) {
        (self.attack, self.decay, self.sustain, self.release) = (attack, decay, sustain, release)
    }
}

/// Where a note is in its `EnvelopeShape`.
struct Envelope: Sendable {
    private(set) var level: Float = 0
    private var isRising = false
    private var rise: Float = 0
    private var fall: Float = 0
    private var letGo: Float = 0
    private var sustain: Float = 0
    private var remaining = 0

    /// Begins a note that is held for `frames`, of which each step is `stride`.
    mutating func start(_ shape: EnvelopeShape, frames: Int, stride: Int = 1) {
        let rate = rate / Float(stride)
        level = 0
        isRising = true
        rise = 1 / max(1, shape.attack * rate)
        fall = 1 - exp(-1 / max(1, shape.decay * rate))
        letGo = 1 - exp(-1 / max(1, shape.release * rate))
        sustain = shape.sustain
        remaining = frames / stride
    }

    /// Whether it can still be heard.
    var isSounding: Bool { remaining > 0 ? isRising || level > 0.0002 || sustain > 0 : level > 0.0002 }

    @inline(__always)
    mutating func next() -> Float {
        if remaining <= 0 {
            level -= level * letGo
        } else if isRising {
            level += rise
            if level >= 1 { (level, isRising) = (1, false) }
        } else {
            level += (sustain - level) * fall
        }
        remaining -= 1
        return level
    }
}
