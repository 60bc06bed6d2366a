/// One word of a written line.
struct Token {
    private(set) var pitches: [Float] = []
    private(set) var beats: Double?
    private(set) var velocity: Float = 0.75
    private(set) var hold = 0.94
    private(set) var isHeld = false

    init(_ word: Substring) {
        var word = word
        while let mark = word.last, "!?'".contains(mark) {
            if mark == "!" { velocity = 0.95 }
            if mark == "?" { velocity = 0.52 }
            if mark == "'" { hold = 0.45 }
            word.removeLast()
        }
        let halves = word.split(separator: ":", maxSplits: 1)
        if halves.count == 2 {
            let text = halves[1].hasPrefix(".") ? "0\(halves[1])" : String(halves[1])
            guard let value = Double(text) else { preconditionFailure("no length: \(word)") }
            beats = value
        }
        guard let name = halves.first, name != "r" else { return }
        if name == "~" { isHeld = true } else { pitches = name.split(separator: "+").map(Pitch.named) }
    }
}

/// Names of pitches.
package enum Pitch {
    private static let semitones: [Character: Int] = [
        "c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11,
    ]

    /// The semitones above C of a pitch class such as `eb`, and what follows its name.
    static func parse(_ text: Substring) -> (semitone: Int, rest: Substring)? {
        guard let letter = text.first, let base = semitones[Character(letter.lowercased())] else {
            return nil
        }
        let rest = text.dropFirst()
        switch rest.first {
        case "#": return (base + 1, rest.dropFirst())
        case "b": return (base - 1, rest.dropFirst())
        default: return (base, rest)
        }
    }

    /// The MIDI pitch that `text`, such as `eb4`, names; what names none stops the program.
    package static func named(_ text: some StringProtocol) -> Float {
        guard let (semitone, rest) = parse(Substring(text)), let octave = Int(rest) else {
            preconditionFailure("no pitch: \(text)")
        }
        return Float(12 * (octave + 1) + semitone)
    }
}
