/// How one part goes through the mixing desk.
package struct Strip: Sendable {
    /// dB.
    package var level: Float = 0

    /// −1 left … 1 right, and how far single notes are strewn about it.
    package var pan: Float = 0
    package var strewn: Float = 0

    /// dB to the room and to the echo; nil for nothing.
    package var room: Float?
    package var echo: Float?

    /// Hz below and above which is cut; nil for nothing.
    package var lowCut: Float?
    package var highCut: Float?

    /// Depths of chorus and tremolo (which moves from side to side), 0…1; dB into tape.
    package var chorus: Float = 0
    package var tremolo: Float = 0
    package var drive: Float = 0

    /// How far it gives way to each stroke of the part that ducks, 0…1.
    package var duck: Float = 0

    /// dB and Hz over time in beats, added to the level and in place of `highCut`.
    package var rides: Curve?
    package var sweep: Curve?

    package init(
        level: Float = 0,
        pan: Float = 0,
        room: Float? = nil,
        _ change: (inout Strip) -> Void = { _ in }
    ) {
        (self.level, self.pan, self.room) = (level, pan, room)
        change(&self)
    }
}

/// How notes are played that are written straight.
package struct Feel: Sendable {
    /// Where the second of two notes on the grid falls between the firsts: 0.5 straight, 0.67 triplets.
    package var swing = 0.5
    package var grid = 0.5

    /// Seconds by which notes are off at most times, and always.
    package var looseness = 0.004
    package var lag = 0.0

    /// By what part velocities differ.
    package var dynamics: Float = 0.08

    package init(
        swing: Double = 0.5,
        grid: Double = 0.5,
        looseness: Double = 0.004,
        lag: Double = 0,
        dynamics: Float = 0.08
    ) {
        (self.swing, self.grid, self.looseness, self.lag) = (swing, grid, looseness, lag)
        self.dynamics = dynamics
    }

    /// Played by a machine.
    package static let machine = Feel(looseness: 0, dynamics: 0.03)

    /// Where a note that is written at `beat` is played.
    func swung(_ beat: Double) -> Double {
        let pair = 2 * grid
        let start = (beat / pair).rounded(.down) * pair
        let place = (beat - start) / pair
        return start + pair * (place < 0.5 ? place * swing * 2 : swing + (place - 0.5) * (1 - swing) * 2)
    }
}
