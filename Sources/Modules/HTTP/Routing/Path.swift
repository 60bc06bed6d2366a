/// The address of a page or call, printed and parsed by the same value.
///
///     let track = Path("/api/v1/tracks/:id", ID<Track>.self)
///     track(id)                                      // "/api/v1/tracks/0190…"
///     Route.get(track, access: .anyone) { request, id in … }
package struct Path<each Value: PathValue>: Sendable {
    let pattern: PathPattern

    /// The path of this pattern (see ``PathPattern``), with one type for each parameter in order.
    package init(_ pattern: StaticString, _ types: repeat (each Value).Type) {
        self.pattern = PathPattern(pattern.description)
        var count = 0
        for _ in repeat each types { count += 1 }
        precondition(
            count == self.pattern.parameters.count,
            "\(pattern) has \(self.pattern.parameters.count) parameters, not \(count)"
        )
    }

    /// The path for these values, percent-encoded.
    package func callAsFunction(_ values: repeat each Value) -> String {
        var texts: [String] = []
        for value in repeat each values { texts.append(value.pathText) }
        return pattern.print(texts)
    }

    /// The values that the texts found in a path spell, one for each parameter; nil where one spells none.
    func parse(_ texts: [String]) -> (repeat each Value)? {
        var rest = texts[...]
        func next<One: PathValue>(_: One.Type) throws(NoValue) -> One {
            guard let value = rest.popFirst().flatMap(One.init(pathText:)) else { throw NoValue() }
            return value
        }
        return try? (repeat next((each Value).self))
    }

    /// How the API's description names each parameter's values, in order.
    var schemas: [Schema] {
        var schemas: [Schema] = []
        for type in repeat (each Value).self { schemas.append(type.schema) }
        return schemas
    }
}

private struct NoValue: Error {}
