/// The face of someone without a picture of their own: seven bars that follow from the name.
package struct Face: Hashable, Sendable {
    private let seed: Seed

    /// The face that belongs to `name`, such as an artist's handle.
    package init(name: String) {
        seed = Seed(name.utf8)
    }

    /// The face on a sheet of 40 × 40: light bars on a dark disc.
    ///
    /// Within a page its colours follow the properties `--face-ground` and `--face-ink`.
    package var drawing: Drawing {
        var sheet = Drawing(width: 40, height: 40)
        let ground = Paint(OKLCH(0.2, 0.02, 262), property: "face-ground")
        sheet.fillCircle(centre: Point(20, 20), radius: 20, ground)
        sheet.stroke(bars, width: 2, Paint(OKLCH(0.976, 0.005, 262), property: "face-ink"))
        return sheet
    }

    private var bars: Outline {
        var bars = Outline()
        for bar in 0..<7 {
            let side = (Double(bar) - 3) / 4.4
            let x = 8.5 + Double(bar) * 3.83
            let reach = 2 + seed.number(bar) * 13 * (1 - side * side).squareRoot()
            let below = reach * (0.6 + seed.number(bar, 1) * 0.4)
            bars.addLine(from: Point(x, 20 - reach), to: Point(x, 20 + below))
        }
        return bars
    }
}
