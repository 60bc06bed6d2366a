/// Path data (SVG 1.1 §8.3): an absolute start, then short relative lines, in tenths of a unit.
struct PathData {
    private(set) var text = ""
    /// Where the pen stands, in tenths: every line is measured from the rounded place, so nothing drifts.
    private var pen = SIMD2(0, 0)

    init(_ outline: Outline) {
        for contour in outline.contours { add(contour) }
    }

    private mutating func add(_ contour: Outline.Contour) {
        guard let start = contour.points.first else { return }
        pen = PathData.place(start)
        text += "M" + PathData.pair(pen)
        for point in contour.points.dropFirst() { addLine(to: PathData.place(point)) }
        if contour.isClosed { text += "z" }
    }

    private mutating func addLine(to place: SIMD2<Int>) {
        let step = place &- pen
        pen = place
        switch (step.x, step.y) {
        case (0, 0): break
        case (_, 0): text += "h" + PathData.number(step.x)
        case (0, _): text += "v" + PathData.number(step.y)
        default: text += "l" + PathData.pair(step)
        }
    }

    private static func place(_ point: Point) -> SIMD2<Int> {
        SIMD2(tenths(point.x), tenths(point.y))
    }

    private static func pair(_ place: SIMD2<Int>) -> String {
        number(place.x) + (place.y < 0 ? "" : " ") + number(place.y)
    }

    static func tenths(_ length: Double) -> Int {
        Int((length * 10).rounded())
    }

    /// `12.5`, `-.3`, `4`: no zero that a reader of SVG doesn't need.
    static func number(_ tenths: Int) -> String {
        let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
        let sign = tenths < 0 ? "-" : ""
        if rest == 0 { return sign + String(whole) }
        return sign + (whole == 0 ? "" : String(whole)) + ".\(rest)"
    }
}
