/// The textual form of a UUID (RFC 9562 §4): hexadecimal digits in groups of 8, 4, 4, 4 and 12.
enum UUIDText {
    static func print(high: UInt64, low: UInt64) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        for (word, first) in [(high, 0), (low, 8)] {
            for byte in 0..<8 {
                if [4, 6, 8, 10].contains(first + byte) { bytes.append(UInt8(ascii: "-")) }
                let value = UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * byte))
                bytes.append(hexadecimal(value >> 4))
                bytes.append(hexadecimal(value & 15))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func isValid(_ text: String) -> Bool {
        var position = 0
        for byte in text.utf8 {
            switch position {
            case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
            default: if !isHexadecimal(byte) { return false }
            }
            position += 1
        }
        return position == 36
    }

    private static func hexadecimal(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
