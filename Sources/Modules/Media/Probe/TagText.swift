/// The letters of a tag, whichever its writer meant.
enum TagText {
    /// What `bytes` spell: UTF-8, even where it was taken for Latin-1 on its way; what is none is Windows-1252.
    static func decode(_ bytes: [UInt8]) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { return windows1252(bytes) }
        guard let latin1 = latin1(text) else { return text }
        return String(validating: latin1, as: UTF8.self) ?? text
    }

    /// `text` in Latin-1; nil where it has other letters.
    private static func latin1(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    private static func windows1252(_ bytes: [UInt8]) -> String {
        let scalars = bytes.map { 0x80...0x9F ~= $0 ? upper[Int($0) - 0x80] : Unicode.Scalar($0) }
        return String(String.UnicodeScalarView(scalars))
    }

    /// 0x80 to 0x9F, where Windows-1252 differs from Latin-1; what it leaves open is the replacement character.
    private static let upper = Array(
        "€\u{FFFD}‚ƒ„…†‡ˆ‰Š‹Œ\u{FFFD}Ž\u{FFFD}\u{FFFD}‘’“”•–—˜™š›œ\u{FFFD}žŸ".unicodeScalars
    )
}
