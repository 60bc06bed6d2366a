extension Sleeve {
    /// Growth rings: the song starts in the middle, and loud stretches leave thick rings.
    func drawRings(on sheet: inout Drawing, _ inks: Inks) {
        let count = Int(min(max(portrait.duration / 9, 18), 27))
        let lit = 7
        for ring in (1...count).reversed() {
            let age = Double(ring) / Double(count)
            let outline = edge(of: ring, age: age, on: sheet)
            if ring == lit { sheet.fill(outline, inks.second) }
            if ring < 4 { sheet.fill(outline, inks.ink) }
            let level = portrait.level(from: age - 1 / Double(count), to: age)
            sheet.stroke(outline, width: 2 + 9 * level * (0.6 + 0.4 * seed.number(20, ring)), inks.ink)
        }
    }

    /// One ring, as uneven as the song is when it is heard once around and back.
    private func edge(of ring: Int, age: Double, on sheet: Drawing) -> Outline {
        let points = 180
        let centre = Point(sheet.width / 2, sheet.height / 2)
        let reach = max(sheet.width, sheet.height) * 0.62
        let unevenness = reach * 0.075 * (0.4 + seed.number(21, ring))
        let turn = seed.number(22, ring)
        return Outline(
            polygon: (0..<points).map { index in
                let around = Double(index) / Double(points)
                let heard = abs(2 * (around + turn).truncatingRemainder(dividingBy: 1) - 1)
                let level = 0.1 + 0.6 * portrait.level(at: heard) + 0.3 * seed.number(23, ring, index)
                return Point(
                    around: centre,
                    radius: reach * age + (level - 0.5) * unevenness,
                    angle: around * 2 * .pi
                )
            }
        )
    }
}
