internal import Glibc

/// A place on a drawing: x to the right, y downwards.
package typealias Point = SIMD2<Double>

/// Lines along which a shape is filled or stroked.
package struct Outline: Hashable, Sendable {
    /// One run of straight lines.
    package struct Contour: Hashable, Sendable {
        package let points: [Point]
        package let isClosed: Bool
    }

    package private(set) var contours: [Contour] = []

    package init() {}

    /// The closed outline through `points`.
    package init(polygon points: [Point]) {
        addPolygon(points)
    }

    package mutating func addPolygon(_ points: [Point]) {
        contours.append(Contour(points: points, isClosed: true))
    }

    package mutating func addLine(from start: Point, to end: Point) {
        contours.append(Contour(points: [start, end], isClosed: false))
    }

    /// An upright rectangle between two opposite corners.
    package mutating func addRectangle(from start: Point, to end: Point) {
        addPolygon([start, Point(end.x, start.y), end, Point(start.x, end.y)])
    }
}

extension Point {
    /// The point `radius` away from `centre`, at `angle` radians clockwise from the right.
    init(around centre: Point, radius: Double, angle: Double) {
        self = centre + Point(cos(angle), sin(angle)) * radius
    }
}
