internal import Synthesis

/// What is known of a take beyond doubt, since it was made from it.
package struct Truth: Sendable {
    /// A section, in seconds.
    package struct Section: Hashable, Sendable {
        package let name: String
        package let start: Double
        package let end: Double
    }

    package let key: String
    package let metre: String

    /// Seconds of every beat of the music, and of those that begin a bar.
    package let beats: [Double]
    package let downbeats: [Double]
    package let sections: [Section]

    /// Beats a minute, from the first beat to the last.
    package let tempo: Double

    init(_ piece: some Piece, tempo map: TempoMap, lead: Double) {
        let form = piece.form
        func seconds(_ beat: Double) -> Double { map.seconds(at: lead + beat) }
        key = piece.key
        metre = piece.metre
        beats = stride(from: 0, to: form.beats, by: 1).map(seconds)
        downbeats = stride(from: 0, to: form.beats, by: form.bar).map(seconds)
        sections = form.sections.map {
            Section(name: $0.name, start: seconds($0.beat), end: seconds($0.beat + $0.beats))
        }
        tempo = 60 * form.beats / (seconds(form.beats) - seconds(0))
    }
}
