/// One recording of a piece.
package struct Take: Hashable, Sendable {
    /// How it was made.
    package enum Kind: String, CaseIterable, Sendable {
        /// At home, to remember it by: slower, fewer players, a cheap microphone.
        case demo
        /// All of it, loud and dry, before anybody has listened twice.
        case roughMix
        /// Balanced, not yet loud.
        case mix
        /// The one that is released.
        case master
        /// In front of people: the tempo wavers, the room answers, they clap.
        case live
        case acoustic
        case instrumental
        case remix
    }

    package let kind: Kind

    /// What tells it from the others, as in "first take, kitchen".
    package let label: String

    /// Days before the release on which it was made.
    package let age: Int

    init(_ kind: Kind, _ label: String, age: Int) {
        (self.kind, self.label, self.age) = (kind, label, age)
    }

    /// Whether it is one of `kinds`.
    func isAny(of kinds: Kind...) -> Bool { kinds.contains(kind) }
}
