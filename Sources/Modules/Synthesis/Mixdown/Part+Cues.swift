extension Part {
    /// Its notes in time, as a player with its feel plays them.
    func cues(in score: Score) -> [Cue] {
        var random = Random("\(score.seed)/\(name)")
        return notes.map { note in cue(note, in: score, &random) }.sorted { $0.start < $1.start }
    }

    private func cue(_ note: Note, in score: Score, _ random: inout Random) -> Cue {
        let late = feel.lag + Double(random.bell()) * feel.looseness
        let start = max(0, score.tempo.seconds(at: feel.swung(note.beat)) + late)
        let end = score.tempo.seconds(at: feel.swung(note.beat + note.beats)) + late
        let velocity = min(1, max(0.02, note.velocity * (1 + random.bell() * feel.dynamics)))
        let pan = strip.pan + strip.strewn * random.signed()
        let tone = Tone(
            frequency: frequency(pitch: note.pitch),
            velocity: velocity,
            frames: max(64, Int((end - start) * Double(sampleRate))),
            seed: random.next()
        )
        return Cue(start: Int(start * Double(sampleRate)), tone: tone, gains: gains(pan: pan) * 1.414)
    }
}
