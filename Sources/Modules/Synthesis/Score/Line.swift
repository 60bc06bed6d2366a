/// Notes in a row, with rests: a phrase that can be repeated, joined and moved.
///
/// Written as `"a4:1 c5:.5 d5 r:1 e5+g5:2! | ~:1"`: pitches with a `#` or `b`, chords joined by `+`, `r` for rests,
/// `~` for what is held on. A length in beats after `:` counts until the next; `!` is louder, `?` softer, `'` short.
/// Bar lines are for the reader.
package struct Line: Hashable, Sendable {
    package private(set) var notes: [Note]

    /// Its length in beats, rests included.
    package let beats: Double

    package init(notes: [Note], beats: Double) {
        (self.notes, self.beats) = (notes, beats)
    }

    /// A rest.
    package static func rest(_ beats: Double) -> Line { Line(notes: [], beats: beats) }

    /// The phrase that `text` spells; what can't be read stops the program.
    package init(_ text: String) {
        var notes: [Note] = []
        var length = 1.0
        var now = 0.0
        for word in text.split(separator: " ") where word != "|" {
            let token = Token(word)
            length = token.beats ?? length
            if token.isHeld {
                let end = notes.last.map { $0.beat }
                for index in notes.indices where notes[index].beat == end { notes[index].beats += length }
            }
            notes += token.pitches.map {
                Note(beat: now, beats: length * token.hold, pitch: $0, velocity: token.velocity)
            }
            now += length
        }
        self.init(notes: notes, beats: now)
    }

    package static func + (first: Line, second: Line) -> Line {
        Line(notes: first.notes + second.later(first.beats).notes, beats: first.beats + second.beats)
    }

    package static func * (line: Line, times: Int) -> Line {
        let notes = (0..<times).flatMap { line.later(Double($0) * line.beats).notes }
        return Line(notes: notes, beats: line.beats * Double(times))
    }

    /// Both at once.
    package func with(_ other: Line) -> Line {
        Line(notes: (notes + other.notes).sorted { $0.beat < $1.beat }, beats: max(beats, other.beats))
    }

    /// The same, so many semitones higher.
    package func up(_ semitones: Float) -> Line { changed { $0.pitch += semitones } }

    /// The same, played so many times as hard.
    package func louder(_ factor: Float) -> Line { changed { $0.velocity = min(1, $0.velocity * factor) } }

    /// The same, its notes held for so many times as long.
    package func held(_ factor: Double) -> Line { changed { $0.beats *= factor } }

    /// Only what begins before `end` beats, which becomes its length.
    package func cut(at end: Double) -> Line {
        Line(notes: notes.filter { $0.beat < end - 0.001 }, beats: end)
    }

    /// The same, `factor` times as slow.
    package func stretched(_ factor: Double) -> Line {
        let slow = changed {
            $0.beat *= factor
            $0.beats *= factor
        }
        return Line(notes: slow.notes, beats: beats * factor)
    }

    /// From soft to loud or back over its length.
    package func swelling(from first: Float, to last: Float) -> Line {
        changed { note in
            let place = Float(note.beat / max(beats, 0.001))
            note.velocity = min(1, note.velocity * (first + (last - first) * place))
        }
    }

    /// The same notes, `beats` later, in the same length.
    package func later(_ beats: Double) -> Line { changed { $0.beat += beats } }

    private func changed(_ change: (inout Note) -> Void) -> Line {
        var line = self
        for index in line.notes.indices { change(&line.notes[index]) }
        return line
    }
}
