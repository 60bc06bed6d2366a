package import Essentials

/// The part of a request's target after the question mark, read as a form (WHATWG URL §5.1).
package struct Query: Sendable {
    /// The text as it came, without the question mark.
    package let text: String

    /// Names and values in order, decoded.
    package let pairs: [(name: String, value: String)]

    /// The query that `text` spells.
    package init(_ text: String) {
        self.text = text
        pairs = text.isEmpty ? [] : FormText.pairs(Array(text.utf8))
    }

    /// The first value of that name, or nil; a name without `=` has the empty value.
    package subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// All values of that name, in order.
    package func all(_ name: String) -> [String] {
        pairs.filter { $0.name == name }.map(\.value)
    }

    /// Refuses with 400 what holds a NUL, whoever reads it later.
    func check() throws(Refusal) {
        guard pairs.contains(where: { $0.name.utf8.contains(0) || $0.value.utf8.contains(0) }) else { return }
        let name = pairs.first { $0.value.utf8.contains(0) }?.name ?? ""
        guard !name.isEmpty, !name.utf8.contains(0) else { throw .badRequest("The address \(NUL.reason).") }
        throw .badParameter(name, NUL.reason)
    }

    /// The value of that name, nil where it is missing or empty; refused with 400 where it is no `Value`, or stands
    /// there more than once.
    package func value<Value: PathValue>(
        _ name: String,
        as type: Value.Type = Value.self
    ) throws(Refusal) -> Value? {
        let texts = all(name)
        guard texts.count <= 1 else { throw .badParameter(name, "must stand there once") }
        guard let text = texts.first, !text.isEmpty else { return nil }
        guard let value = Value(pathText: text) else { throw .badParameter(name) }
        return value
    }

    /// The whole number of that name, `normal` where it is missing; refused with 400 where it is outside `range`.
    package func integer(_ name: String, in range: ClosedRange<Int>, normal: Int) throws(Refusal) -> Int {
        let value: Int = try value(name) ?? normal
        guard range.contains(value) else {
            throw .badParameter(name, "must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }

    /// Which part of a list is asked for: `?cursor=&limit=`, 20 elements by default and 100 at most.
    package func page() throws(Refusal) -> PageQuery {
        PageQuery(cursor: try value("cursor"), limit: try integer("limit", in: 1...100, normal: 20))
    }
}

/// Which part of a list a client asks for.
package struct PageQuery: Sendable {
    /// The place after which to go on, or nil for the start.
    package var cursor: Cursor?

    /// How many elements at most, 1…100.
    package var limit: Int

    /// The `limit` elements that follow `cursor`.
    package init(cursor: Cursor? = nil, limit: Int = 20) {
        self.cursor = cursor
        self.limit = limit
    }
}

extension Refusal {
    static func badParameter(_ name: String, _ reason: String = "is not understood") -> Refusal {
        .badRequest("The parameter \(name) \(reason).", code: "bad_parameter", fields: [name: reason])
    }
}
