/// A picture made of flat shapes, painted in order.
struct Drawing: Hashable, Sendable {
    let width: Double
    let height: Double
    /// What the whole sheet is printed with first; nil leaves it white.
    let ground: Paint?
    private(set) var shapes: [Shape] = []

    init(width: Double, height: Double, ground: Paint? = nil) {
        precondition(width > 0 && height > 0, "a drawing has an area")
        self.width = width
        self.height = height
        self.ground = ground
    }

    /// Fills `outline` by the non-zero winding rule.
    mutating func fill(_ outline: Outline, _ paint: Paint) {
        shapes.append(Shape(figure: .area(outline), paint: paint))
    }

    /// Fills a circle.
    mutating func fillCircle(centre: Point, radius: Double, _ paint: Paint) {
        shapes.append(Shape(figure: .circle(centre: centre, radius: radius), paint: paint))
    }

    /// Fills an upright rectangle between two opposite corners.
    mutating func fillRectangle(from start: Point, to end: Point, _ paint: Paint) {
        var outline = Outline()
        outline.addRectangle(from: start, to: end)
        fill(outline, paint)
    }

    /// Draws along `outline` with a round pen, `width` units thick.
    mutating func stroke(_ outline: Outline, width: Double, _ paint: Paint) {
        shapes.append(Shape(figure: .line(outline, width: width), paint: paint))
    }
}

/// One shape in one paint.
struct Shape: Hashable, Sendable {
    enum Figure: Hashable, Sendable {
        case area(Outline)
        case line(Outline, width: Double)
        case circle(centre: Point, radius: Double)
    }

    let figure: Figure
    let paint: Paint
}

/// What a shape is painted with.
struct Paint: Hashable, Sendable {
    let colour: RGB8

    init(_ colour: RGB8) {
        self.colour = colour
    }

    /// The paint that shows `colour` as nearly as a screen can.
    init(_ colour: OKLCH) {
        self.init(RGB8(colour.shown))
    }
}
