/// How large the tables of a text can become, before it is parsed.
///
/// A row that is shorter than its table's head is filled up with empty cells. Where the head is wide and the rows are
/// short, a small text would make a page of any size.
struct TableSize {
    /// The most columns of a table.
    private static let widest = 100

    /// Whether the tables of `source` have at most 100 columns, and no more cells in all than it has bytes.
    static func isModest(_ source: String) -> Bool {
        var size = TableSize()
        for line in source.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            size.add(line)
        }
        size.endBlock()
        return size.columns <= widest && size.cells <= source.utf8.count
    }

    private var columns = 0
    private var cells = 0

    /// The lines since the last empty one, and the most columns that one of them can open: a table ends with them.
    private var block = (lines: 0, columns: 0)

    private mutating func add(_ line: Substring.UTF8View) {
        guard line.contains(where: { $0 > UInt8(ascii: " ") }) else { return endBlock() }
        block.lines += 1
        let bars = line.count { $0 == UInt8(ascii: "|") }
        if bars > 0 { block.columns = max(block.columns, bars + 1) }
    }

    private mutating func endBlock() {
        columns = max(columns, block.columns)
        cells += block.lines * block.columns
        block = (0, 0)
    }
}
