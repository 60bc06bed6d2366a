/// Everything that is needed to make the sound of a recording.
package struct Score: Sendable {
    package var tempo: TempoMap
    package var parts: [Part]

    /// Its length in beats, and what is left to ring after it, in seconds.
    package var beats: Double
    package var tail: Double
    package var room: Space
    package var echo: EchoSetting
    package var master: Master

    /// What is random in it is the same for the same seed.
    package var seed: String

    package init(tempo: TempoMap, beats: Double, tail: Double = 3, seed: String) {
        (self.tempo, self.beats, self.tail, self.seed) = (tempo, beats, tail, seed)
        parts = []
        room = .room
        echo = EchoSetting(beats: 0.75, feedback: 0.35)
        master = Master()
    }

    /// Its whole length in seconds.
    package var seconds: Double { tempo.seconds(at: beats) + tail }
}

/// What the whole mix goes through at last.
package struct Master: Sendable {
    /// dB before the limiter.
    package var gain: Float

    /// dBFS above which the mix is held together; nil for not at all.
    package var glue: Float?

    /// dB into tape.
    package var drive: Float

    /// dBTP that is never passed.
    package var ceiling: Float = -1

    /// Hz above which a poor recording hears nothing.
    package var highCut: Float?

    package init(gain: Float = 0, glue: Float? = nil, drive: Float = 0, highCut: Float? = nil) {
        (self.gain, self.glue, self.drive, self.highCut) = (gain, glue, drive, highCut)
    }
}
