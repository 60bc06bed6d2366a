/// When each beat falls.
package struct TempoMap: Sendable {
    /// A tempo in beats a minute, from a beat on.
    private struct Change: Sendable {
        let beat: Double
        let tempo: Double
        let seconds: Double
    }

    private var changes: [Change]

    /// A steady tempo in beats a minute.
    package init(_ tempo: Double) {
        changes = [Change(beat: 0, tempo: tempo, seconds: 0)]
    }

    /// A tempo that holds from `beat`, later than all so far, on.
    package mutating func change(at beat: Double, to tempo: Double) {
        changes.append(Change(beat: beat, tempo: tempo, seconds: seconds(at: beat)))
    }

    /// The tempo at the start.
    package var first: Double { changes[0].tempo }

    /// Seconds from the start to `beat`, whole or not.
    package func seconds(at beat: Double) -> Double {
        let change = changes.last { $0.beat <= beat } ?? changes[0]
        return change.seconds + (beat - change.beat) * 60 / change.tempo
    }

    /// A tempo as people keep it: it wavers by `amount`, a part of the tempo, and is drawn back to it.
    package static func human(_ tempo: Double, beats: Double, amount: Double, seed: String) -> TempoMap {
        var map = TempoMap(tempo)
        var random = Random(seed)
        var drift = 0.0
        for beat in stride(from: 1.0, to: beats, by: 1) {
            drift = drift * 0.93 + Double(random.bell()) * amount * 0.3
            map.change(at: beat, to: tempo * (1 + max(-2 * amount, min(2 * amount, drift))))
        }
        return map
    }

    /// The same, slower and slower over the `beats` before `end`, down to `factor` of the tempo.
    package func slowing(over beats: Double, before end: Double, to factor: Double) -> TempoMap {
        var map = self
        let kept = map.changes.filter { $0.beat < end - beats }
        guard let tempo = kept.last?.tempo else { return self }
        map.changes = kept
        for step in stride(from: 0.0, through: beats, by: 0.5) {
            map.change(at: end - beats + step, to: tempo * (1 + (factor - 1) * step / beats))
        }
        return map
    }
}
