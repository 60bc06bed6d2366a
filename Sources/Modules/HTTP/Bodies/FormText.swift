/// Names and values as `application/x-www-form-urlencoded` writes them (WHATWG URL §5).
enum FormText {
    /// The decoded pairs of `bytes`, in order; empty pieces are left out.
    static func pairs(_ bytes: [UInt8]) -> [(name: String, value: String)] {
        bytes.split(separator: UInt8(ascii: "&")).map { pair in
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            return (
                PercentCoding.decodeForm(pair[..<equals]),
                PercentCoding.decodeForm(pair[equals...].dropFirst())
            )
        }
    }
}

extension String {
    /// The text that a form's bytes spell in UTF-8, with U+FFFD for what is ill-formed.
    ///
    /// A NUL, which PostgreSQL can't keep, becomes U+FFFD too, as where HTML is read (WHATWG HTML §13.2.5).
    init(sent bytes: some Collection<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        self = bytes.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
    }
}
