/// The text that separates the parts of a form.
struct MultipartBoundary: Sendable {
    /// What stands before every part: the line's end, two dashes and the boundary.
    let delimiter: [UInt8]

    /// The `boundary` that a `Content-Type` names: 1 to 70 characters (RFC 2046 §5.1.1); nil otherwise.
    init?(contentType: String) {
        guard let boundary = HeaderParameters(contentType)["boundary"], (1...70).contains(boundary.utf8.count)
        else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
    }
}

/// What the header of a form's part says (RFC 7578 §4.2).
struct MultipartHeader: Sendable {
    let name: String

    /// Set for a file, empty where none was chosen.
    let filename: String?
    let contentType: String?

    /// Reads `lines`, separated by CR LF.
    init(_ lines: [UInt8]) throws(Refusal) {
        var disposition: HeaderParameters?
        var type: String?
        for line in String(decoding: lines, as: UTF8.self).split(separator: "\r\n") {
            guard !line.utf8.contains(0), let colon = line.firstIndex(of: ":") else {
                throw .badForm("has a broken part header")
            }
            let value = line[line.index(after: colon)...].trimmed
            switch line[..<colon].lowercased() {
            case "content-disposition": disposition = HeaderParameters(value)
            case "content-type": type = value.split(separator: ";").first.map { $0.trimmed.lowercased() }
            default: break
            }
        }
        guard let disposition, disposition.value == "form-data", let name = disposition["name"] else {
            throw .badForm("has a part without a name")
        }
        self.name = Self.unescape(name)
        filename = disposition["filename"].map(Self.unescape)
        contentType = type
    }

    /// Undoes the three escapes of names in a form (HTML, multipart form data).
    private static func unescape(_ text: String) -> String {
        guard text.contains("%") else { return text }
        return text.split(separator: "%22", omittingEmptySubsequences: false).joined(separator: "\"")
            .split(separator: "%0D", omittingEmptySubsequences: false).joined(separator: "\r")
            .split(separator: "%0A", omittingEmptySubsequences: false).joined(separator: "\n")
    }
}

/// A header value with parameters, as in `form-data; name="a"` (RFC 9110 §5.6.6).
struct HeaderParameters: Sendable {
    /// The part before the first semicolon, in lower case.
    let value: String
    private let parameters: [(name: String, value: String)]

    /// Reads `text`; quoted values end at the next quote, as browsers write them.
    init(_ text: String) {
        var rest = text[...]
        value = rest.prefix { $0 != ";" }.trimmed.lowercased()
        rest = rest.drop { $0 != ";" }.dropFirst()
        var found: [(String, String)] = []
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].trimmed.lowercased()
            rest = rest[rest.index(after: equals)...]
            if rest.first == "\"" {
                rest = rest.dropFirst()
                found.append((name, String(rest.prefix { $0 != "\"" })))
                rest = rest.drop { $0 != "\"" }.dropFirst()
            } else {
                found.append((name, rest.prefix { $0 != ";" }.trimmed))
            }
            rest = rest.drop { $0 != ";" }.dropFirst()
        }
        parameters = found
    }

    /// The value of the parameter of that name in lower case, or nil.
    subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }
}
