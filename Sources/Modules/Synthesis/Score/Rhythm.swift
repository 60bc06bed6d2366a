extension Line {
    /// Strokes on a grid: each character of `steps` is `grid` beats long.
    ///
    /// `X` is an accent, `x` a stroke, `o` a soft one, `.` nothing; spaces and `|` are for the reader.
    package init(steps: String, pitch: Float = 60, grid: Double = 0.25, hold: Double = 0.9) {
        let marks = steps.filter { $0 != " " && $0 != "|" }
        let notes = marks.enumerated().compactMap { index, mark -> Note? in
            guard let velocity = Self.velocities[mark] else { return nil }
            return Note(beat: Double(index) * grid, beats: grid * hold, pitch: pitch, velocity: velocity)
        }
        self.init(notes: notes, beats: Double(marks.count) * grid)
    }

    private static let velocities: [Character: Float] = ["X": 0.98, "x": 0.74, "o": 0.42, ",": 0.25]
}
