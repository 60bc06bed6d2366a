/// Reads fixed-width decimal numbers and marks from ASCII text.
struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// A number of exactly `width` digits; nil, and nothing read, where there is none.
    mutating func number(_ width: Int) -> Int? {
        let field = rest.prefix(width)
        guard field.count == width else { return nil }
        var value = 0
        for byte in field {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        rest = rest.dropFirst(width)
        return value
    }

    /// Whether the next byte is `mark`, which is then read.
    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: mark) else { return false }
        rest = rest.dropFirst()
        return true
    }
}

extension [UInt8] {
    /// Adds `value` in decimal, with zeros in front up to `width`.
    mutating func appendDigits(_ value: Int, _ width: Int) {
        let text = String(value)
        for _ in 0..<Swift.max(0, width - text.utf8.count) { append(UInt8(ascii: "0")) }
        append(contentsOf: text.utf8)
    }
}

/// Decodes one string by `parse`, or says what was expected.
func decodeText<Value>(
    from decoder: any Decoder,
    _ parse: (String) -> Value?,
    _ expected: String
) throws -> Value {
    let container = try decoder.singleValueContainer()
    guard let value = parse(try container.decode(String.self)) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "not \(expected)")
    }
    return value
}
