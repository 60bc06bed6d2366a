/// A picture made of flat shapes, painted in order.
package struct Drawing: Hashable, Sendable {
    package let width: Double
    package let height: Double
    /// What the whole sheet is printed with first; nil leaves it white.
    package let ground: Paint?
    package private(set) var shapes: [Shape] = []

    package init(width: Double, height: Double, ground: Paint? = nil) {
        precondition(width > 0 && height > 0, "a drawing has an area")
        self.width = width
        self.height = height
        self.ground = ground
    }

    /// Fills `outline` by the non-zero winding rule.
    package mutating func fill(_ outline: Outline, _ paint: Paint) {
        shapes.append(Shape(figure: .area(outline), paint: paint))
    }

    package mutating func fillCircle(centre: Point, radius: Double, _ paint: Paint) {
        shapes.append(Shape(figure: .circle(centre: centre, radius: radius), paint: paint))
    }

    package mutating func fillRectangle(from start: Point, to end: Point, _ paint: Paint) {
        var outline = Outline()
        outline.addRectangle(from: start, to: end)
        fill(outline, paint)
    }

    /// Draws along `outline` with a round pen, `width` units thick.
    package mutating func stroke(_ outline: Outline, width: Double, _ paint: Paint) {
        shapes.append(Shape(figure: .line(outline, width: width), paint: paint))
    }
}

/// One shape in one paint.
package struct Shape: Hashable, Sendable {
    package enum Figure: Hashable, Sendable {
        case area(Outline)
        case line(Outline, width: Double)
        case circle(centre: Point, radius: Double)
    }

    package let figure: Figure
    package let paint: Paint
}

/// What a shape is painted with.
package struct Paint: Hashable, Sendable {
    package let colour: RGB8

    package init(_ colour: RGB8) {
        self.colour = colour
    }

    /// The paint that shows `colour` as nearly as a screen can.
    package init(_ colour: OKLCH) {
        self.init(RGB8(colour.shown))
    }
}
