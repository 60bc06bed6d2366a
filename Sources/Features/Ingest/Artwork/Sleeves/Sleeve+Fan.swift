internal import Glibc

extension Sleeve {
    /// Half a record, rising: every ray is a stretch of the song, from left to right.
    func drawFan(on sheet: inout Drawing, _ inks: Inks) {
        let centre = Point(sheet.width / 2, sheet.height * 0.94)
        let size = min(sheet.width, sheet.height)
        let stretch = Point(max(1, sheet.width / sheet.height * 0.78), 1)
        let disc = (0...90).map { step in
            centre + stretch
                * Point(around: .zero, radius: size * 0.19, angle: .pi * (1 + Double(step) / 90))
        }
        sheet.fill(Outline(polygon: disc), inks.second)
        sheet.fill(rays(centre: centre, size: size, stretch: stretch), inks.ink)
        sheet.fillRectangle(from: Point(0, centre.y), to: Point(sheet.width, sheet.height), inks.ink)
    }

    /// Rays may be longer towards the top, where the sheet has room for them.
    private func rays(centre: Point, size: Double, stretch: Point) -> Outline {
        let count = stretch.x > 1.5 ? 150 : 84
        let pitch = .pi / Double(count)
        var rays = Outline()
        for (index, level) in columns(count, layer: 0).enumerated() {
            let angle = .pi + (Double(index) + 0.5) * pitch
            let inner = size * 0.22
            let outer = inner + level * size * (0.27 + 0.4 * abs(sin(angle)))
            let corners = [(inner, -0.31), (outer, -0.31), (outer, 0.31), (inner, 0.31)]
            rays.addPolygon(
                corners.map { radius, side in
                    centre + stretch * Point(around: .zero, radius: radius, angle: angle + side * pitch)
                }
            )
        }
        return rays
    }
}
