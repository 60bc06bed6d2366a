internal import FoundationEssentials

extension Request {
    /// The content decoded as JSON whose snake_case names stand for the type's camelCase ones.
    ///
    /// Refused with 415 where it isn't declared as JSON, 413 beyond `limit` bytes, 400 where it is no JSON, and
    /// 422 naming the field where one is missing, of the wrong kind or with a NUL.
    package func json<Value: Decodable>(
        _ type: Value.Type = Value.self,
        limit: Int = 1 << 20
    ) async throws -> Value {
        guard let contentType, contentType == "application/json" || contentType.hasSuffix("+json") else {
            throw Refusal.unsupportedMediaType("Send this as application/json.")
        }
        let bytes = try await body.collect(upTo: limit)
        do {
            return try JSONCoding.decode(type, from: bytes)
        } catch let error as DecodingError {
            throw Refusal(error)
        }
    }
}

/// How the API writes and reads JSON: snake_case names, UTF-8, slashes as they are.
package enum JSONCoding {
    /// `value` as JSON text, its members in their order; throws `EncodingError` for an infinite number.
    package static func encode(_ value: some Encodable) throws -> [UInt8] { try JSONEncoding.encode(value) }

    /// The value that the JSON text spells; throws `DecodingError` also where any text in it holds U+0000, and where it
    /// isn't UTF-8.
    package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let value = try decoder.decode(type, from: Data(bytes))
        try JSONWithoutNUL.check(bytes)
        return value
    }

    /// `name` as it is spelled in JSON: `atMs` becomes `at_ms`.
    static func snakeCase(_ name: String) -> String {
        var bytes: [UInt8] = []
        SnakeCase.append(name, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Refusal {
    /// What to tell a client whose JSON could not be decoded.
    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(path: context.codingPath + [key], "is missing")
        case .valueNotFound(_, let context):
            self.init(path: context.codingPath, "must not be null")
        case .typeMismatch(let type, let context):
            self.init(path: context.codingPath, "must be \(Self.kind(of: type))")
        case .dataCorrupted(let context) where context.debugDescription == NUL.reason:
            self.init(path: context.codingPath, NUL.reason)
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            let reason = context.debugDescription
            self.init(path: context.codingPath, reason.hasPrefix("not ") ? "is \(reason)" : "is not valid")
        default:
            self = .badRequest("This is not well-formed JSON.", code: "bad_json")
        }
    }

    private init(path: [any CodingKey], _ reason: String) {
        guard !path.isEmpty else {
            self = .unprocessable("The JSON \(reason).")
            return
        }
        let name = path.map { $0.intValue.map(String.init) ?? JSONCoding.snakeCase($0.stringValue) }
            .joined(separator: ".")
        self = .unprocessable(fields: [name: reason])
    }

    private static func kind(of type: Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Bool.Type: "true or false"
        case is any BinaryInteger.Type: "a whole number"
        case is any BinaryFloatingPoint.Type: "a number"
        case is [Any].Type: "a list"
        case is [String: Any].Type: "an object"
        default: "of another kind"
        }
    }
}
