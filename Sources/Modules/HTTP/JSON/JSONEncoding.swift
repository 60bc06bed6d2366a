/// Writes `Encodable` values as JSON with snake_case names, in the order of their members.
///
/// Takes a fifth of the time of Foundation's encoder, which builds a tree before it writes. Names of
/// string-keyed dictionaries are data and stay as they are.
struct JSONEncoding: Encoder {
    fileprivate let writer: JSONWriter

    /// How deep the value lies; its own container is one deeper.
    fileprivate let base: Int

    /// Whether the members' names are keys of a type, not data.
    fileprivate let namesAreKeys: Bool

    /// Not kept: it would cost more than all the writing, and only an impossible number asks for it.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// `value` as JSON text; throws `EncodingError` where a number is infinite or none.
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        let writer = JSONWriter()
        try writer.encode(value)
        return writer.bytes
    }

    fileprivate init(_ writer: JSONWriter, namesAreKeys: Bool = true) {
        self.writer = writer
        base = writer.depth
        self.namesAreKeys = namesAreKeys
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(JSONObjectWriting<Key>(self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { JSONArrayWriting(self) }

    func singleValueContainer() -> any SingleValueEncodingContainer { JSONValueWriting(writer: writer) }
}

/// JSON text that goes out as it lies, because it was found to be well-formed when it came.
package struct JSONFragment: Encodable, Sendable {
    /// The text of one value.
    package let text: String

    /// The value that `text` spells, which must be JSON.
    package init(_ text: String) {
        self.text = text
    }

    package func encode(to encoder: any Encoder) throws {
        guard let encoding = encoder as? JSONEncoding else {
            let context = EncodingError.Context(codingPath: [], debugDescription: "only in answers")
            throw EncodingError.invalidValue(text, context)
        }
        encoding.writer.fragment(text)
    }
}

/// A dictionary whose keys are data.
private protocol JSONDictionary {}

extension Dictionary: JSONDictionary where Key == String, Value: Encodable {}

extension JSONWriter {
    /// Writes `value` as the next value, and closes what it opened.
    fileprivate func encode<Value: Encodable>(_ value: Value) throws {
        // Asking for the type first spares all others the cast.
        if Value.self == String.self, let text = value as? String { return string(text) }
        if Value.self == Int.self, let number = value as? Int { return integer(number) }
        let isDictionary = Value.self is any JSONDictionary.Type
        let depth = depth
        let start = bytes.count
        try value.encode(to: JSONEncoding(self, namesAreKeys: !isDictionary))
        if bytes.count == start { raw("{}") }
        close(to: depth)
    }

    fileprivate func encodeNumber(_ value: some BinaryFloatingPoint & LosslessStringConvertible) throws {
        guard number(value) else {
            let context = EncodingError.Context(codingPath: [], debugDescription: "JSON has no such number")
            throw EncodingError.invalidValue(value, context)
        }
    }

    /// The depth of the container of the value at `base`, opened unless it is open already.
    ///
    /// A value may ask twice, as where it writes another's members before its own.
    fileprivate func container(at base: Int, _ start: Unicode.Scalar, _ end: Unicode.Scalar) -> Int {
        guard depth > base else { return begin(start, end) }
        close(to: base + 1)
        return base + 1
    }
}

/// The members of an object.
private struct JSONObjectWriting<Key: CodingKey>: KeyedEncodingContainerProtocol {
    private let encoding: JSONEncoding
    private let depth: Int
    private var writer: JSONWriter { encoding.writer }

    var codingPath: [any CodingKey] { [] }

    init(_ encoding: JSONEncoding) {
        self.encoding = encoding
        depth = encoding.writer.container(at: encoding.base, "{", "}")
    }

    private func begin(_ key: some CodingKey) {
        writer.separate(at: depth)
        writer.name(key.stringValue, asSnakeCase: encoding.namesAreKeys)
    }

    mutating func encodeNil(forKey key: Key) {
        begin(key)
        writer.raw("null")
    }

    mutating func encode(_ value: Bool, forKey key: Key) {
        begin(key)
        writer.raw(value ? "true" : "false")
    }

    mutating func encode(_ value: String, forKey key: Key) {
        begin(key)
        writer.string(value)
    }

    mutating func encode(_ value: Double, forKey key: Key) throws {
        begin(key)
        try writer.encodeNumber(value)
    }

    mutating func encode(_ value: Float, forKey key: Key) throws {
        begin(key)
        try writer.encodeNumber(value)
    }

    mutating func encode(_ value: Int, forKey key: Key) {
        begin(key)
        writer.integer(value)
    }

    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        begin(key)
        try writer.encode(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        begin(key)
        return JSONEncoding(writer).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        begin(key)
        return JSONEncoding(writer).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        writer.separate(at: depth)
        writer.name("super", asSnakeCase: false)
        return JSONEncoding(writer)
    }

    mutating func superEncoder(forKey key: Key) -> any Encoder {
        begin(key)
        return JSONEncoding(writer)
    }
}

/// The elements of a list.
private struct JSONArrayWriting: UnkeyedEncodingContainer {
    private let encoding: JSONEncoding
    private let depth: Int
    private var writer: JSONWriter { encoding.writer }

    private(set) var count = 0

    var codingPath: [any CodingKey] { [] }

    init(_ encoding: JSONEncoding) {
        self.encoding = encoding
        depth = encoding.writer.container(at: encoding.base, "[", "]")
    }

    private mutating func begin() {
        writer.separate(at: depth)
        count += 1
    }

    mutating func encodeNil() {
        begin()
        writer.raw("null")
    }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        begin()
        try writer.encode(value)
    }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        begin()
        return JSONEncoding(writer).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        begin()
        return JSONEncoding(writer).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        begin()
        return JSONEncoding(writer)
    }
}

/// One value that is neither object nor list.
private struct JSONValueWriting: SingleValueEncodingContainer {
    let writer: JSONWriter

    var codingPath: [any CodingKey] { [] }

    mutating func encodeNil() { writer.raw("null") }
    mutating func encode(_ value: Bool) { writer.raw(value ? "true" : "false") }
    mutating func encode(_ value: String) { writer.string(value) }
    mutating func encode(_ value: Double) throws { try writer.encodeNumber(value) }
    mutating func encode(_ value: Float) throws { try writer.encodeNumber(value) }
    mutating func encode(_ value: Int) { writer.integer(value) }
    mutating func encode(_ value: Int8) { writer.integer(value) }
    mutating func encode(_ value: Int16) { writer.integer(value) }
    mutating func encode(_ value: Int32) { writer.integer(value) }
    mutating func encode(_ value: Int64) { writer.integer(value) }
    mutating func encode(_ value: UInt) { writer.integer(value) }
    mutating func encode(_ value: UInt8) { writer.integer(value) }
    mutating func encode(_ value: UInt16) { writer.integer(value) }
    mutating func encode(_ value: UInt32) { writer.integer(value) }
    mutating func encode(_ value: UInt64) { writer.integer(value) }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
        try writer.encode(value)
    }
}
