/// The parts of a recording that somebody heard, on a grid of five-second cells.
///
/// Ranges are half open, sorted and apart from one another, so that equal sets of cells are equal values.
package struct HeardRanges: Hashable, Sendable {
    /// The length of a cell in milliseconds.
    package static let cell: Int64 = 5000

    /// The longest recording whose cells are kept, in milliseconds: a day.
    package static let longest: Int64 = 86_400_000

    /// The cells heard, counted from the start of the recording.
    package private(set) var ranges: [Range<Int>]

    /// Nothing heard.
    package init() {
        ranges = []
    }

    /// The cells between pairs of positions in milliseconds, each end moved to the nearest edge of a cell.
    ///
    /// What lies before the start or after `end` is cut off, a pair that runs backwards is left out, and a pair
    /// that reaches `end` counts the last cell however short that is.
    package init(milliseconds pairs: [[Int64]], end: Int64) {
        let end = min(max(0, end), Self.longest)
        let spans = pairs.compactMap { Self.cells(of: $0, end: end) }
        ranges = Self.merge(spans)
    }

    /// These cells and those.
    package func union(_ other: HeardRanges) -> HeardRanges {
        var sum = HeardRanges()
        sum.ranges = Self.merge(ranges + other.ranges)
        return sum
    }

    private static func cells(of pair: [Int64], end: Int64) -> Range<Int>? {
        guard pair.count == 2 else { return nil }
        let from = min(max(0, pair[0]), end)
        let to = min(max(0, pair[1]), end)
        guard from < to else { return nil }
        let lower = (from + cell / 2) / cell
        let upper = to == end ? (end + cell - 1) / cell : (to + cell / 2) / cell
        return lower < upper ? Int(lower)..<Int(upper) : nil
    }

    private static func merge(_ spans: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, span.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                merged.append(span)
            }
        }
        return merged
    }
}

extension HeardRanges: LosslessStringConvertible {
    /// `0-12,15-18`: the first cell of each range and the one after its last.
    package var description: String {
        ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
    }

    /// The ranges that `text` spells, or nil where it is not the description of any.
    package init?(_ text: String) {
        var spans: [Range<Int>] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: true) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard ends.count == 2, let lower = ends[0], let upper = ends[1], lower < upper else { return nil }
            spans.append(lower..<upper)
        }
        ranges = Self.merge(spans)
    }
}
