/// Ends the program where `claim` doesn't hold; libFuzzer then keeps the input.
///
/// Says why even in an optimised build, where `precondition` is silent.
func expect(_ holds: Bool, _ claim: @autoclosure () -> String) {
    if !holds { fatalError(claim()) }
}

/// Expects two ways to the same thing to agree.
func expectSame<Value: Equatable>(_ one: Value, _ other: Value, _ claim: @autoclosure () -> String) {
    if one != other { fatalError("\(claim())\n  one:   \(one)\n  other: \(other)") }
}
