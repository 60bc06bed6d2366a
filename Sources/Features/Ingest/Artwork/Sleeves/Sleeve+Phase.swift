internal import Glibc

extension Sleeve {
    /// Two voices against each other: nine passes of one figure, each as far from the one before as its
    /// ninth of the song is loud.
    func drawPhase(on sheet: inout Drawing, _ inks: Inks) {
        sheet.fillRectangle(
            from: Point(sheet.width / 2, 0),
            to: Point(sheet.width, sheet.height),
            inks.second
        )
        let ratios = [(2, 3), (3, 4), (3, 5), (4, 5)]
        let (low, high) = ratios[seed.choice(40, below: ratios.count)]
        let passes = 9
        var drift = 0.0
        for pass in 0..<passes {
            let start = Double(pass) / Double(passes)
            sheet.stroke(figure(low, high, drift: drift, on: sheet), width: 4, inks.ink)
            drift += 0.03 + 0.1 * portrait.level(from: start, to: start + 1 / Double(passes))
        }
    }

    /// A Lissajous figure of `low` against `high` turns.
    private func figure(_ low: Int, _ high: Int, drift: Double, on sheet: Drawing) -> Outline {
        let points = 360
        let size = Point(sheet.width, sheet.height)
        return Outline(
            polygon: (0..<points).map { index in
                let time = Double(index) / Double(points) * 2 * .pi
                let swing = Point(sin(Double(low) * time + drift), sin(Double(high) * time + drift * 0.6))
                return size * 0.5 + size * swing * 0.43
            }
        )
    }
}
