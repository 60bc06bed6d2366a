extension Drawing {
    /// The drawing as an SVG 1.1 document, ready to be stored as a file or to stand within a page.
    ///
    /// Lengths are rounded to tenths of a unit. Assistive technology is told to pass it by: a sleeve
    /// says nothing that the title beside it doesn't.
    package var svg: String {
        let size = "\(tenths(width)) \(tenths(height))"
        let sheet = ground.map {
            "<rect width=\"\(tenths(width))\" height=\"\(tenths(height))\" fill=\"\($0.svg)\"/>"
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(size)\""
            + " preserveAspectRatio=\"xMidYMid slice\" aria-hidden=\"true\" focusable=\"false\">"
            + (sheet ?? "") + shapes.map(\.svg).joined() + "</svg>"
    }
}

extension Shape {
    fileprivate var svg: String {
        switch figure {
        case .area(let outline):
            "<path fill=\"\(paint.svg)\" d=\"\(PathData(outline).text)\"/>"
        case .line(let outline, let width):
            "<path fill=\"none\" stroke=\"\(paint.svg)\" stroke-width=\"\(tenths(width))\""
                + " stroke-linecap=\"round\" stroke-linejoin=\"round\" d=\"\(PathData(outline).text)\"/>"
        case .circle(let centre, let radius):
            "<circle cx=\"\(tenths(centre.x))\" cy=\"\(tenths(centre.y))\" r=\"\(tenths(radius))\""
                + " fill=\"\(paint.svg)\"/>"
        }
    }
}

extension Paint {
    fileprivate var svg: String {
        property.map { "var(--\($0),\(colour.hex))" } ?? colour.hex
    }
}

private func tenths(_ length: Double) -> String {
    PathData.number(PathData.tenths(length))
}
