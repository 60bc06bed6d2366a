/// Looks through a whole JSON text for U+0000, which no database keeps in a text.
///
/// Decoding it throws `DecodingError.dataCorrupted` with the place of the first string or name that holds one.
struct JSONWithoutNUL: Decodable {
    /// Whether a string of the JSON text `bytes` holds one: there it is always written as an escape (RFC 8259 §7).
    static func isBroken(by bytes: [UInt8]) -> Bool {
        var index = 0
        while let backslash = bytes[index...].firstIndex(of: UInt8(ascii: "\\")) {
            if bytes[backslash...].dropFirst().starts(with: "u0000".utf8) { return true }
            index = min(backslash + 2, bytes.count)
        }
        return false
    }

    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {
            for name in members.allKeys {
                try Self.check(name.stringValue, at: decoder.codingPath)
                _ = try members.decode(JSONWithoutNUL.self, forKey: name)
            }
        } else if var elements = try? decoder.unkeyedContainer() {
            while !elements.isAtEnd { _ = try elements.decode(JSONWithoutNUL.self) }
        } else if let text = try? decoder.singleValueContainer().decode(String.self) {
            try Self.check(text, at: decoder.codingPath)
        }
    }

    private static func check(_ text: String, at path: [any CodingKey]) throws {
        guard text.utf8.contains(0) else { return }
        throw DecodingError.dataCorrupted(
            DecodingError.Context(codingPath: path, debugDescription: NUL.reason)
        )
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

/// U+0000, which is refused wherever text comes in: no database keeps it.
enum NUL {
    /// What is wrong with a field that holds one.
    static let reason = "must not hold the character U+0000"
}
