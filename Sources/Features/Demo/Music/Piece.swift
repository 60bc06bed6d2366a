package import Synthesis

/// A piece of music that the program can play, in all of its takes.
package protocol Piece: Sendable {
    var title: String { get }

    /// Beats a minute of the release.
    var tempo: Double { get }

    /// As musicians write it, as in `F# minor`.
    var key: String { get }

    /// As in `3/4`; the upper number are the beats of a bar, but in 6/8, which has two.
    var metre: String { get }
    var form: Form { get }

    /// In the order in which they were made.
    var takes: [Take] { get }

    /// Whether the last two bars slow down.
    var isSlowingDown: Bool { get }

    /// What is played in a take.
    func parts(of take: Take) -> [Part]

    /// The room, the echo and the end of the chain of the release; takes go their own ways from there.
    func desk(_ score: inout Score)
}

extension Piece {
    /// All that is needed to make the sound of a take.
    package func score(of take: Take) -> Score {
        let (lead, tempo) = (countIn(of: take), tempoMap(of: take))
        var score = Score(tempo: tempo, beats: lead + form.beats, seed: "\(title)/\(take.label)")
        score.parts = parts(of: take).map { $0.later(lead) }
        desk(&score)
        treat(&score, as: take)
        return score
    }

    /// Where beats, bars and sections of a take lie.
    package func truth(of take: Take) -> Truth {
        Truth(self, tempo: tempoMap(of: take), lead: countIn(of: take))
    }

    /// Beats that are counted in before the music, where people are heard to do so.
    private func countIn(of take: Take) -> Double { take.kind == .live ? form.bar : 0 }

    private func tempoMap(of take: Take) -> TempoMap {
        let beats = countIn(of: take) + form.beats
        let seed = "\(title)/\(take.label)/tempo"
        let map =
            switch take.kind {
            case .demo: TempoMap.human(tempo * 0.95, beats: beats, amount: 0.012, seed: seed)
            case .live: TempoMap.human(tempo * 1.03, beats: beats, amount: 0.02, seed: seed)
            case .acoustic: TempoMap.human(tempo * 0.98, beats: beats, amount: 0.012, seed: seed)
            default: TempoMap(tempo)
            }
        return isSlowingDown ? map.slowing(over: 2 * form.bar, before: beats, to: 0.72) : map
    }

    package var isSlowingDown: Bool { false }
}
