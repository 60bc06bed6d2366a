internal import Glibc

extension Sleeve {
    /// A banknote's sphere: lines of the whole song, which swell where the sound is and where the sphere
    /// turns away from the light.
    func drawEngraving(on sheet: inout Drawing, _ inks: Inks) {
        let radius = sheet.height * 0.37
        let centre = Point(sheet.width / 2, sheet.height / 2)
        sheet.fillCircle(centre: centre - Point(0.32, 0.2) * radius, radius: radius * 0.8, inks.second)
        let rows = 34
        var lines = Outline()
        for row in 0..<rows {
            let pitch = sheet.height / Double(rows)
            let middle = (Double(row) + 0.5) * pitch
            lines.addPolygon(
                line(row, at: middle, pitch: pitch, width: sheet.width, centre: centre, radius: radius)
            )
        }
        sheet.fill(lines, inks.ink)
    }

    private func line(
        _ row: Int,
        at height: Double,
        pitch: Double,
        width: Double,
        centre: Point,
        radius: Double
    ) -> [Point] {
        let points = 120
        var upper: [Point] = []
        var lower: [Point] = []
        for index in 0..<points {
            let across = Double(index) / Double(points - 1)
            let place = Point(across * width, height)
            let (bend, shade) = sphere(at: (place - centre) / radius)
            let level = portrait.level(at: across) * 1.5 + seed.number(30, row, index) * 0.5
            let half = min(pitch * 0.47, 0.8 + shade * pitch * 0.52 + level)
            upper.append(place + Point(0, bend * radius - half))
            lower.append(place + Point(0, bend * radius + half))
        }
        return upper + lower.reversed()
    }

    /// How far the unit sphere bends a line away from its middle, and how dark it is there, 0…1.35.
    private func sphere(at place: Point) -> (bend: Double, shade: Double) {
        let distance = hypot(place.x, place.y)
        guard distance < 1 else { return (0, 0) }
        let depth = (1 - distance * distance).squareRoot()
        return ((1 - distance) * place.y * 0.25, depth * max(0, 0.85 + 0.5 * place.x))
    }
}
