package import HTTP

/// What a test was answered.
package struct TestResponse: Sendable {
    package let status: Status
    package let headers: Headers
    package let body: [UInt8]

    /// The content as text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The content decoded as JSON with snake_case names.
    package func json<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        try JSONCoding.decode(type, from: body)
    }
}
