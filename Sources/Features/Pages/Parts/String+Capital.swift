extension String {
    /// The text with a capital at its start.
    var firstUppercased: String { prefix(1).uppercased() + dropFirst() }
}
