/// Chords in time.
///
/// Written as `"Am7:4 D9 | Gmaj7:8"`: symbols with a length in beats that counts until the next.
package struct Harmony: Sendable {
    /// One chord and when it sounds, in beats.
    package struct Place: Sendable {
        package let chord: Chord
        package let beat: Double
        package let beats: Double
    }

    package let places: [Place]
    package let beats: Double

    /// The chords that `text` spells; what can't be read stops the program.
    package init(_ text: String) {
        var places: [Place] = []
        var length = 4.0
        var now = 0.0
        for word in text.split(separator: " ") where word != "|" {
            let halves = word.split(separator: ":", maxSplits: 1)
            if halves.count == 2, let value = Double(halves[1]) { length = value }
            places.append(Place(chord: Chord(halves[0]), beat: now, beats: length))
            now += length
        }
        self.places = places
        beats = now
    }

    /// Notes of each chord about `centre`, at most `count`, each voice moving as little as it can.
    ///
    /// Where there are more notes than voices, the bass is left to the bass and the fifth goes next.
    package func voicings(about centre: Float, count: Int = 4) -> [[Float]] {
        var voicings: [[Float]] = []
        for place in places {
            let candidates = place.chord.positions(about: centre, count: count)
            let last = voicings.last
            let best = candidates.min { cost($0, after: last, centre) < cost($1, after: last, centre) }
            voicings.append(best ?? [])
        }
        return voicings
    }

    private func cost(_ notes: [Float], after last: [Float]?, _ centre: Float) -> Float {
        let mean = notes.reduce(0, +) / Float(max(1, notes.count))
        let drift = (mean - centre).magnitude * (last == nil ? 1 : 0.5)
        guard let last else { return drift }
        return drift + zip(notes, last).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
    }
}

extension Chord {
    /// Its notes in close position, in every inversion that lies about `centre`.
    fileprivate func positions(about centre: Float, count: Int) -> [[Float]] {
        var tones = intervals
        if tones.count > count { tones.removeAll { $0 == 0 } }
        if tones.count > count { tones.removeAll { $0 == 7 } }
        let classes = tones.prefix(count).map { (root + $0) % 12 }
        let lowest = Int(centre) - 14
        return (lowest..<(lowest + 22)).compactMap { start in
            guard classes.contains((start % 12 + 12) % 12) else { return nil }
            let notes = classes.map { pitch in start + ((pitch - start) % 12 + 12) % 12 }
            return notes.sorted().map(Float.init)
        }
    }
}
