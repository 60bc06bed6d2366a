/// A note as it is written.
package struct Note: Hashable, Sendable {
    /// Beats from the start of what it belongs to.
    package var beat: Double

    /// How long it is held, in beats.
    package var beats: Double

    /// MIDI: 60 is middle C.
    package var pitch: Float

    /// How hard it is played, 0…1.
    package var velocity: Float

    package init(beat: Double, beats: Double, pitch: Float, velocity: Float) {
        (self.beat, self.beats, self.pitch, self.velocity) = (beat, beats, pitch, velocity)
    }
}
