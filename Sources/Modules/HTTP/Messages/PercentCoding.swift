/// Percent-encoding of RFC 3986 §2.1.
package enum PercentCoding {
    /// `text` with every byte encoded that isn't unreserved.
    package static func encode(_ text: String) -> String {
        if text.utf8.allSatisfy(\.isUnreserved) { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte.isUnreserved {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a segment of a path spells; nil for a bad escape, ill-formed UTF-8 or a NUL.
    static func decodeStrictly(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        guard let bytes = bytes(of: text.utf8, plusIsSpace: false, keepsBadEscapes: false), !bytes.contains(0)
        else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// What a name or value of a form or query spells (WHATWG URL §5.1): bad escapes stand for
    /// themselves, U+FFFD for ill-formed UTF-8.
    static func decodeForm(_ text: some Collection<UInt8>) -> String {
        let isCoded = text.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }
        guard isCoded, let bytes = bytes(of: text, plusIsSpace: true, keepsBadEscapes: true) else {
            return String(decoding: text, as: UTF8.self)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func bytes(
        of text: some Sequence<UInt8>,
        plusIsSpace: Bool,
        keepsBadEscapes: Bool
    ) -> [UInt8]? {
        let source = Array(text)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            let byte = source[index]
            index += 1
            if byte == UInt8(ascii: "+"), plusIsSpace {
                bytes.append(.space)
            } else if byte == UInt8(ascii: "%") {
                if index + 1 < source.count, let high = source[index].hexadecimalValue,
                    let low = source[index + 1].hexadecimalValue
                {
                    bytes.append(high << 4 | low)
                    index += 2
                } else if keepsBadEscapes {
                    bytes.append(byte)
                } else {
                    return nil
                }
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
