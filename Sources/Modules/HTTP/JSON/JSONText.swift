/// JSON text (RFC 8259) written piece by piece, its members in the order they are given.
enum JSONText {
    /// `text` as a JSON string.
    static func quote(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\0"..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// An object of members that are JSON text already; nil ones are left out.
    static func object(_ members: [(name: String, json: String?)]) -> String {
        let written = members.compactMap { member in member.json.map { "\(quote(member.name)):\($0)" } }
        return "{\(written.joined(separator: ","))}"
    }

    /// A list of JSON texts.
    static func array(_ elements: [String]) -> String { "[\(elements.joined(separator: ","))]" }
}
