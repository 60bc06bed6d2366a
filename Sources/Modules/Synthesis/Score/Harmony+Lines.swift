extension Harmony {
    /// The chords held.
    package func chords(
        about centre: Float,
        count: Int = 4,
        velocity: Float = 0.7,
        hold: Double = 0.98
    ) -> Line {
        let notes = zip(places, voicings(about: centre, count: count)).flatMap { place, pitches in
            pitches.map {
                Note(beat: place.beat, beats: place.beats * hold, pitch: $0, velocity: velocity)
            }
        }
        return Line(notes: notes, beats: beats)
    }

    /// The chords in a rhythm that is repeated; the steps are those of `Line(steps:)`.
    package func chords(
        about centre: Float,
        count: Int = 4,
        steps: String,
        grid: Double = 0.25,
        hold: Double = 0.9
    ) -> Line {
        strokes(Line(steps: steps, grid: grid, hold: hold), voicings(about: centre, count: count)) { $0 }
    }

    /// The bass of each chord in a rhythm; the octave of C is `low`.
    package func roots(from low: Float, steps: String, grid: Double = 0.25, hold: Double = 0.9) -> Line {
        let basses = places.map { [bass(of: $0.chord, from: low)] }
        return strokes(Line(steps: steps, grid: grid, hold: hold), basses) { $0 }
    }

    /// The bass of each chord, held.
    package func roots(from low: Float, velocity: Float = 0.75, hold: Double = 0.98) -> Line {
        let notes = places.map { place in
            Note(
                beat: place.beat,
                beats: place.beats * hold,
                pitch: bass(of: place.chord, from: low),
                velocity: velocity
            )
        }
        return Line(notes: notes, beats: beats)
    }

    /// Broken chords: `pattern` counts the notes from the lowest, past the top an octave higher, and goes on over
    /// changes of chord from where it was; −1 is a rest.
    package func broken(
        _ pattern: [Int],
        about centre: Float,
        count: Int = 4,
        grid: Double = 0.5,
        hold: Double = 1.6,
        velocity: Float = 0.65
    ) -> Line {
        let voicings = voicings(about: centre, count: count)
        var notes: [Note] = []
        for step in 0..<Int((beats / grid).rounded()) {
            let beat = Double(step) * grid
            let degree = pattern[step % pattern.count]
            guard degree >= 0, let index = places.lastIndex(where: { $0.beat <= beat + 0.001 }) else {
                continue
            }
            let chord = voicings[index]
            let pitch = chord[degree % chord.count] + Float(12 * (degree / chord.count))
            let accent: Float = step % pattern.count == 0 ? 1.15 : 1
            notes.append(Note(beat: beat, beats: grid * hold, pitch: pitch, velocity: velocity * accent))
        }
        return Line(notes: notes, beats: beats)
    }

    /// The note in a chord's bass at or above `low`.
    private func bass(of chord: Chord, from low: Float) -> Float {
        low + Float(((chord.bass - Int(low)) % 12 + 12) % 12)
    }

    private func strokes(_ rhythm: Line, _ pitches: [[Float]], _ change: (Note) -> Note) -> Line {
        let turns = Int((beats / rhythm.beats).rounded(.up))
        let notes = (rhythm * max(1, turns)).notes.filter { $0.beat < beats - 0.001 }.flatMap { stroke in
            let index = places.lastIndex { $0.beat <= stroke.beat + 0.001 } ?? 0
            return pitches[index].map { pitch in
                var note = change(stroke)
                note.pitch = pitch
                return note
            }
        }
        return Line(notes: notes, beats: beats)
    }
}
