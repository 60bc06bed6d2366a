/// Finds how much of each pixel polygons cover: the non-zero winding rule, exact from left to right,
/// on eight lines within each row of pixels.
struct ScanConverter {
    /// Where an edge meets a line.
    private struct Crossing {
        let line: Int
        let x: Float
        let winding: Int
    }

    private let width: Int
    private let height: Int
    private var crossings: [Crossing] = []

    /// A converter for a sheet of `width` × `height` pixels; what lies outside of it is cut off.
    init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Adds a closed polygon, in pixels.
    mutating func add(_ polygon: [Point]) {
        guard var start = polygon.last else { return }
        for end in polygon {
            addEdge(from: start, to: end)
            start = end
        }
    }

    private mutating func addEdge(from start: Point, to end: Point) {
        let (top, bottom) = start.y < end.y ? (start, end) : (end, start)
        let first = max(0, line(atOrBelow: top.y))
        let limit = min(height * ScanConverter.linesPerRow, line(atOrBelow: bottom.y))
        guard first < limit else { return }
        let slope = (bottom.x - top.x) / (bottom.y - top.y)
        for line in first..<limit {
            let y = (Double(line) + 0.5) / Double(ScanConverter.linesPerRow)
            let x = Float(top.x + (y - top.y) * slope)
            crossings.append(Crossing(line: line, x: x, winding: start.y < end.y ? 1 : -1))
        }
    }

    /// The first line whose middle is not above `y`.
    private func line(atOrBelow y: Double) -> Int {
        Int((y * Double(ScanConverter.linesPerRow) - 0.5).rounded(.up))
    }

    /// Hands out every row that is touched, from the top: its number, and the coverage of its pixels
    /// between the first and the last that may be touched, indexed by column.
    consuming func rows(_ body: (_ row: Int, _ coverage: ArraySlice<Float>) -> Void) {
        crossings.sort { ($0.line, $0.x) < ($1.line, $1.x) }
        var row = RowCoverage(width: width, weight: 1 / Float(ScanConverter.linesPerRow))
        var number = 0
        var winding = 0
        var entry: Float = 0
        for crossing in crossings {
            let next = crossing.line / ScanConverter.linesPerRow
            if next != number {
                row.take { body(number, $0) }
                number = next
            }
            if winding == 0 { entry = crossing.x }
            winding += crossing.winding
            if winding == 0 { row.add(from: entry, to: crossing.x) }
        }
        row.take { body(number, $0) }
    }

    private static let linesPerRow = 8
}

/// The coverage of one row of pixels, gathered line by line.
private struct RowCoverage {
    private var values: [Float]
    private var touched = 0..<0
    private let weight: Float

    init(width: Int, weight: Float) {
        values = [Float](repeating: 0, count: width)
        self.weight = weight
    }

    /// Adds the stretch of one line from `start` to `end`, in pixels.
    mutating func add(from start: Float, to end: Float) {
        let left = max(0, start)
        let right = min(Float(values.count), end)
        guard left < right else { return }
        let columns = Int(left)..<Int(right.rounded(.up))
        touched =
            touched.isEmpty
            ? columns
            : min(touched.lowerBound, columns.lowerBound)..<max(touched.upperBound, columns.upperBound)
        for column in columns {
            let covered = min(right, Float(column + 1)) - max(left, Float(column))
            values[column] += covered * weight
        }
    }

    /// Hands out what was gathered, then starts anew.
    mutating func take(_ body: (ArraySlice<Float>) -> Void) {
        guard !touched.isEmpty else { return }
        body(values[touched])
        for column in touched { values[column] = 0 }
        touched = 0..<0
    }
}
