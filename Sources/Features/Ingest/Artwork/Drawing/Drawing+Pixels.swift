internal import Glibc

extension Drawing {
    /// The drawing as a picture `width` pixels wide, with smooth edges; the height follows the sheet's shape.
    ///
    /// Pure arithmetic on the caller's thread: a sleeve of 1000 × 1000 pixels takes tens of milliseconds.
    func pixels(width columns: Int) -> Pixels {
        let scale = Double(columns) / width
        let rows = max(1, Int((height * scale).rounded()))
        let white = RGB8(red: 255, green: 255, blue: 255)
        var sheet = Pixels(width: columns, height: rows, filledWith: ground?.colour ?? white)
        for shape in shapes {
            var converter = ScanConverter(width: columns, height: rows)
            for polygon in shape.polygons(scale: scale) { converter.add(polygon) }
            converter.rows { row, coverage in sheet.paint(coverage, ofRow: row, with: shape.paint.colour) }
        }
        return sheet
    }
}

extension Shape {
    /// The shape as closed polygons, all of which wind the same way where a pen's strokes overlap.
    fileprivate func polygons(scale: Double) -> [[Point]] {
        switch figure {
        case .area(let outline):
            outline.contours.map { contour in contour.points.map { $0 * scale } }
        case .circle(let centre, let radius):
            [arc(around: centre * scale, radius: radius * scale, from: 0, by: 2 * .pi)]
        case .line(let outline, let width):
            outline.contours.flatMap { contour in
                contour.segments.map { capsule(from: $0 * scale, to: $1 * scale, radius: width * scale / 2) }
            }
        }
    }
}

extension Outline.Contour {
    fileprivate var segments: [(Point, Point)] {
        let lines = Array(zip(points, points.dropFirst()))
        guard isClosed, let first = points.first, let last = points.last else { return lines }
        return lines + [(last, first)]
    }
}

/// What a round pen leaves on its way along a straight line.
private func capsule(from start: Point, to end: Point, radius: Double) -> [Point] {
    let way = end - start
    let angle = atan2(way.y, way.x)
    return arc(around: start, radius: radius, from: angle + .pi / 2, by: .pi)
        + arc(around: end, radius: radius, from: angle - .pi / 2, by: .pi)
}

/// Points on a circle, near enough to each other for the chord to stay within a tenth of a pixel.
private func arc(around centre: Point, radius: Double, from start: Double, by sweep: Double) -> [Point] {
    let steps = max(4, Int((sweep * radius.squareRoot() * 1.2).rounded(.up)))
    return (0...steps).map { step in
        Point(around: centre, radius: radius, angle: start + sweep * Double(step) / Double(steps))
    }
}
