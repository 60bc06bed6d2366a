/// A chord by its symbol, such as `F#m7b5` or `C/E`.
package struct Chord: Hashable, Sendable {
    /// Semitones above C of its root and of the note in the bass.
    package let root: Int
    package let bass: Int

    /// Semitones above the root, the root itself first.
    package let intervals: [Int]

    /// The chord that `symbol` names; what names none stops the program.
    package init(_ symbol: some StringProtocol) {
        let parts = symbol.split(separator: "/")
        guard let name = parts.first, let (root, quality) = Pitch.parse(Substring(name)),
            let intervals = Self.qualities[String(quality)]
        else { preconditionFailure("no chord: \(symbol)") }
        self.root = root
        self.intervals = intervals
        bass = parts.count > 1 ? Pitch.parse(Substring(parts[1]))?.semitone ?? root : root
    }

    private static let qualities: [String: [Int]] = [
        "": [0, 4, 7], "m": [0, 3, 7], "dim": [0, 3, 6], "aug": [0, 4, 8], "5": [0, 7],
        "sus2": [0, 2, 7], "sus4": [0, 5, 7], "7sus4": [0, 5, 7, 10], "9sus4": [0, 5, 7, 10, 14],
        "6": [0, 4, 7, 9], "m6": [0, 3, 7, 9], "69": [0, 4, 7, 9, 14],
        "7": [0, 4, 7, 10], "maj7": [0, 4, 7, 11], "m7": [0, 3, 7, 10], "m7b5": [0, 3, 6, 10],
        "dim7": [0, 3, 6, 9], "mmaj7": [0, 3, 7, 11],
        "9": [0, 4, 7, 10, 14], "maj9": [0, 4, 7, 11, 14], "m9": [0, 3, 7, 10, 14], "7b9": [0, 4, 7, 10, 13],
        "7#9": [0, 4, 7, 10, 15], "7#5": [0, 4, 8, 10], "add9": [0, 4, 7, 14], "madd9": [0, 3, 7, 14],
        "11": [0, 7, 10, 14, 17], "m11": [0, 3, 7, 10, 14, 17], "13": [0, 4, 10, 14, 21],
        "maj7#11": [0, 4, 7, 11, 18],
    ]
}
