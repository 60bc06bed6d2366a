internal import Synthesis

/// The plan of a piece: its sections in order, and how many bars each has.
package struct Form: Sendable {
    /// One section.
    package struct Section: Hashable, Sendable {
        package let name: String

        /// The beat at which it begins, and its length in beats.
        package let beat: Double
        package let beats: Double
    }

    package let sections: [Section]

    /// Beats of a bar.
    package let bar: Double

    /// The plan that `text` spells as `"intro:4 verse:8"`, in bars of `bar` beats.
    init(_ text: String, bar: Double) {
        var beat = 0.0
        sections = text.split(separator: " ").map { word in
            let halves = word.split(separator: ":")
            guard halves.count == 2, let bars = Double(halves[1]) else {
                preconditionFailure("no section: \(word)")
            }
            defer { beat += bars * bar }
            return Section(name: String(halves[0]), beat: beat, beats: bars * bar)
        }
        self.bar = bar
    }

    /// Beats of the whole.
    package var beats: Double { sections.last.map { $0.beat + $0.beats } ?? 0 }

    /// Where the sections called `name` begin.
    func starts(_ name: String) -> [Double] { sections.filter { $0.name == name }.map(\.beat) }

    /// Where the first section called `name` begins.
    func start(_ name: String) -> Double {
        guard let start = starts(name).first else { preconditionFailure("no section: \(name)") }
        return start
    }
}

extension Part {
    /// Plays `line` at the beginning of every section called `name`.
    mutating func play(_ line: Line, in form: Form, _ name: String) {
        for start in form.starts(name) { play(line, at: start) }
    }
}
