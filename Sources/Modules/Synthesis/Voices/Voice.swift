/// A note as an instrument is asked for it.
package struct Tone: Sendable {
    /// Hz.
    var frequency: Float

    /// How hard it is played, 0…1.
    var velocity: Float

    /// How long it is held, in frames.
    var frames: Int

    /// Different for every note, for what is random in it.
    var seed: UInt64
}

/// One note at a time of an instrument; a player of an `Ensemble`.
///
/// A value owned by one task. It is made once and started many times: nothing is allocated after init.
protocol Voice: Sendable {
    /// What tells one instrument of the kind from another.
    associatedtype Sound: Sendable

    /// A silent voice of an instrument.
    init(_ sound: Sound)

    /// Begins a note, cutting off one that still sounds.
    mutating func start(_ tone: Tone)

    /// Whether anything is left to be heard.
    var isSounding: Bool { get }

    /// Adds the next frames to `block` from `entry` on, so loud on the left and the right.
    mutating func perform(into block: inout [Stereo], from entry: Int, gains: Stereo)
}

/// A voice that is made frame by frame.
protocol SimpleVoice: Voice {
    /// The next frame of the note.
    mutating func next() -> Float
}

extension SimpleVoice {
    mutating func perform(into block: inout [Stereo], from entry: Int, gains: Stereo) {
        var frames = block.mutableSpan
        for frame in entry..<frames.count { frames[frame] += gains * next() }
    }
}
