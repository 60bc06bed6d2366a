internal import Glibc

/// A place on a drawing: x to the right, y downwards.
typealias Point = SIMD2<Double>

/// Lines along which a shape is filled or stroked.
struct Outline: Hashable, Sendable {
    /// One run of straight lines.
    struct Contour: Hashable, Sendable {
        let points: [Point]
        let isClosed: Bool
    }

    private(set) var contours: [Contour] = []

    init() {}

    /// The closed outline through `points`.
    init(polygon points: [Point]) {
        addPolygon(points)
    }

    mutating func addPolygon(_ points: [Point]) {
        contours.append(Contour(points: points, isClosed: true))
    }

    mutating func addLine(from start: Point, to end: Point) {
        contours.append(Contour(points: [start, end], isClosed: false))
    }

    /// An upright rectangle between two opposite corners.
    mutating func addRectangle(from start: Point, to end: Point) {
        addPolygon([start, Point(end.x, start.y), end, Point(start.x, end.y)])
    }
}

extension Point {
    /// The point `radius` away from `centre`, at `angle` radians clockwise from the right.
    init(around centre: Point, radius: Double, angle: Double) {
        self = centre + Point(cos(angle), sin(angle)) * radius
    }
}
