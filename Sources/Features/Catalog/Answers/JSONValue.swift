internal import FoundationEssentials

/// Any JSON value, for what the catalogue keeps without reading it.
package enum JSONValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// The value that JSON `text` spells, or nil.
    package init?(text: String) {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else { return nil }
        self = value
    }

    /// The value as JSON text, names sorted.
    package var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try? encoder.encode(self)
        return bytes.map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }

    /// Whether it is an object.
    package var isObject: Bool {
        if case .object = self { true } else { false }
    }
}

extension JSONValue: Codable {
    /// How many lists and objects may lie in one another, the outermost counted.
    package static let deepest = 24

    /// Reads a value; throws where it lies deeper than ``deepest``.
    ///
    /// Each step down costs more than the one before, so what nests without end would take for ever.
    package init(from decoder: any Decoder) throws {
        guard decoder.codingPath.count <= Self.deepest else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(
                    codingPath: Array(decoder.codingPath.prefix(1)),
                    debugDescription:
                        "not that deep: at most \(Self.deepest) lists and objects in one another"
                )
            )
        }
        if var elements = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !elements.isAtEnd { values.append(try elements.decode(JSONValue.self)) }
            self = .array(values)
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .boolean(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
    }
}
