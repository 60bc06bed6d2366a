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
