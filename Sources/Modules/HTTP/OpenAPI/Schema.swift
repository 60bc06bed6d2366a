/// The shape of a JSON value (JSON Schema 2020-12, as OpenAPI 3.1 uses it).
package indirect enum Schema: Sendable {
    /// Text; lengths in Unicode scalars, `values` the only ones allowed.
    case string(
        minLength: Int? = nil,
        maxLength: Int? = nil,
        pattern: String? = nil,
        format: String? = nil,
        values: [String]? = nil
    )
    case integer(minimum: Int? = nil, maximum: Int? = nil)
    case number(minimum: Double? = nil, maximum: Double? = nil)
    case boolean

    /// Members by name; `required` ones must be there, all of them where it is nil.
    case object([String: Schema], required: [String]? = nil)

    /// Members of any name.
    case map(Schema)
    case array(Schema, maxItems: Int? = nil)
    case nullable(Schema)

    /// A schema of `components` by its name.
    case ref(String)

    /// Any value.
    case any

    /// The id of a thing: a lower-case UUID.
    package static let id = Schema.string(
        pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        format: "uuid"
    )

    /// A time in ISO 8601.
    package static let time = Schema.string(format: "date-time")
}

extension Schema {
    /// The schema as JSON text.
    var json: String {
        switch self {
        case .string(let minLength, let maxLength, let pattern, let format, let values):
            JSONText.object([
                ("type", "\"string\""), ("minLength", minLength.map(String.init)),
                ("maxLength", maxLength.map(String.init)), ("pattern", pattern.map(JSONText.quote)),
                ("format", format.map(JSONText.quote)),
                ("enum", values.map { JSONText.array($0.map(JSONText.quote)) }),
            ])
        case .integer(let minimum, let maximum):
            JSONText.object([
                ("type", "\"integer\""), ("minimum", minimum.map(String.init)),
                ("maximum", maximum.map(String.init)),
            ])
        case .number(let minimum, let maximum):
            JSONText.object([
                ("type", "\"number\""), ("minimum", minimum.map { "\($0)" }),
                ("maximum", maximum.map { "\($0)" }),
            ])
        case .boolean: "{\"type\":\"boolean\"}"
        case .object(let members, let required): Self.object(members, required: required)
        case .map(let schema):
            JSONText.object([("type", "\"object\""), ("additionalProperties", schema.json)])
        case .array(let element, let maxItems):
            JSONText.object([
                ("type", "\"array\""), ("items", element.json), ("maxItems", maxItems.map(String.init)),
            ])
        case .nullable(let schema):
            JSONText.object([("anyOf", JSONText.array([schema.json, "{\"type\":\"null\"}"]))])
        case .ref(let name): JSONText.object([("$ref", JSONText.quote("#/components/schemas/\(name)"))])
        case .any: "{}"
        }
    }

    private static func object(_ members: [String: Schema], required: [String]?) -> String {
        let names = members.keys.sorted()
        let properties = names.map { (name: $0, json: members[$0]?.json) }
        let required = (required ?? names).map(JSONText.quote)
        return JSONText.object([
            ("type", "\"object\""), ("properties", JSONText.object(properties)),
            ("required", required.isEmpty ? nil : JSONText.array(required)),
        ])
    }
}
