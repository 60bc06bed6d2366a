import HTTP

extension Schema {
    /// A value of this shape as JSON text, with every member there is; ids are taken from `ids` by their members'
    /// names, and members whose id isn't there are left out.
    func example(_ ids: [String: String], named name: String = "") -> String? {
        switch self {
        case .string(_, _, _, "uuid", _): ids[name].map { "\"\($0)\"" }
        case .string(_, _, _, "date", _): "\"2026-11-21\""
        case .string(_, _, _, "date-time", _): "\"2026-11-21T00:00:00.000Z\""
        case .string(let least, _, _, _, let values):
            "\"\(values?.first ?? String(repeating: "x", count: max(least ?? 0, 2)))\""
        case .integer(let least, _): "\(max(least ?? 0, 1))"
        case .number(let least, _): "\(max(least ?? 0, 1))"
        case .boolean: "true"
        case .object(let members, _):
            "{"
                + members.sorted { $0.key < $1.key }.compactMap { member in
                    member.value.example(ids, named: member.key).map { "\"\(member.key)\":\($0)" }
                }.joined(separator: ",") + "}"
        case .array(let element, _): element.example(ids, named: name).map { "[\($0)]" }
        case .nullable(let schema): schema.example(ids, named: name)
        case .map, .any, .ref: "{}"
        }
    }

    /// Whether an id stands somewhere in it.
    var holdsID: Bool {
        switch self {
        case .string(_, _, _, "uuid", _): true
        case .object(let members, _): members.values.contains(where: \.holdsID)
        case .array(let schema, _), .nullable(let schema), .map(let schema): schema.holdsID
        default: false
        }
    }
}

extension Route {
    /// The shape of the JSON that is sent to it; nil for none.
    var bodySchema: Schema? {
        if case .json(let schema)? = operation?.body { schema } else { nil }
    }
}
