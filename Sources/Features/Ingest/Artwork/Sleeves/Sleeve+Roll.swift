extension Sleeve {
    /// A piano roll, seen from far away: the song from left to right, with more notes where it is loud.
    func drawRoll(on sheet: inout Drawing, _ inks: Inks) {
        let rows = 12
        let height = sheet.height / Double(rows)
        for row in 0..<rows {
            let top = Double(row) * height
            for note in notes(row) {
                sheet.fillRectangle(
                    from: Point(sheet.width * note.start, top),
                    to: Point(sheet.width * note.end - 3, top + height * 0.86),
                    paint(of: note, inks)
                )
            }
        }
    }

    /// A note's time (0…1) and how prominent it is (0…1).
    private struct Note {
        let start: Double
        let end: Double
        let prominence: Double
    }

    /// The notes of one row: lengths of one to five beats by chance, sounding where the music lets them.
    private func notes(_ row: Int) -> [Note] {
        var notes: [Note] = []
        var beat = 0
        while beat < 24 {
            let length = 1 + Int(seed.number(60, row, beat) * 5)
            let (start, end) = (Double(beat) / 24, min(Double(beat + length) / 24, 1))
            let silence = 0.72 - 0.5 * portrait.level(from: start, to: end)
            let chance = seed.number(61, row, beat)
            if chance > silence {
                notes.append(Note(start: start, end: end, prominence: (chance - silence) / (1 - silence)))
            }
            beat += length
        }
        return notes
    }

    private func paint(of note: Note, _ inks: Inks) -> Paint {
        switch note.prominence {
        case 0.71...: inks.second
        case 0.58...: inks.pale
        default: inks.ink
        }
    }
}
