/// Cuts bytes that come in pieces into lines.
struct LineReader {
    /// A line that goes on for longer is no message.
    static let longest = 1 << 22

    struct TooLong: Error {}

    private var begun: [UInt8] = []

    /// The lines that `bytes` complete, without their line ends.
    mutating func append(_ bytes: [UInt8]) throws(TooLong) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for piece in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if piece.startIndex > 0 {
                lines.append(begun)
                begun = []
            }
            begun += piece
        }
        guard begun.count <= Self.longest else { throw TooLong() }
        return lines
    }
}
