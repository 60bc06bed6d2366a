extension Sleeve {
    /// Two sets of fat columns, overprinted: from above the song, from below the same half a column later,
    /// the loudest of each four printed thick.
    func drawColumns(on sheet: inout Drawing, _ inks: Inks) {
        let count = Int((sheet.width / 66).rounded())
        let pitch = sheet.width / Double(count)
        for (index, level) in columns(count, layer: 0).enumerated() {
            let left = Double(index) * pitch
            sheet.fillRectangle(
                from: Point(left, 0),
                to: Point(left + pitch * 0.82, sheet.height * (0.2 + level * 0.6)),
                inks.ink
            )
        }
        let later = stride(from: 1, to: count * 2, by: 2).map { columns(count * 2, layer: 1)[$0] }
        for (index, level) in later.enumerated() {
            let left = (Double(index) + 0.41) * pitch
            let four = later[(index / 4 * 4)..<min(index / 4 * 4 + 4, count)]
            sheet.fillRectangle(
                from: Point(left, sheet.height * (0.85 - level * 0.6)),
                to: Point(min(left + pitch * 0.82, sheet.width), sheet.height),
                level == four.max() ? inks.mid : inks.second
            )
        }
    }
}
