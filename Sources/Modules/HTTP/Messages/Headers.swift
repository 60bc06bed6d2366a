/// The fields of a message's header section (RFC 9110 §6.3), in order, names compared without case.
///
/// All fields lie in one buffer, each as the line that goes over the wire; a `String` is made only for a value
/// that is asked for, and a response's section is sent as it lies.
package struct Headers: Sendable {
    /// Where one line's name and value lie in `wire`.
    struct Field: Sendable {
        var name: Range<Int>
        var value: Range<Int>
    }

    /// The lines, each ended by CR LF.
    private(set) var wire: [UInt8]
    private(set) var fields: [Field]

    /// An empty section.
    package init() {
        wire = []
        fields = []
    }

    /// An empty section with room for the lines of an ordinary response.
    static var roomy: Headers {
        var headers = Headers()
        headers.wire.reserveCapacity(512)
        headers.fields.reserveCapacity(12)
        return headers
    }

    /// A received section: `wire` as it came, `fields` as the parser found them.
    init(wire: [UInt8], fields: [Field]) {
        self.wire = wire
        self.fields = fields
    }

    /// The number of lines.
    package var count: Int { fields.count }

    /// The value of the first line of that name; setting it replaces every such line, nil removes them.
    package subscript(_ name: String) -> String? {
        get { fields.first { matches($0, name) }.map(value) }
        set {
            remove(name)
            if let newValue { append(name, newValue) }
        }
    }

    /// The values of all lines of that name, in order.
    package func all(_ name: String) -> [String] {
        fields.filter { matches($0, name) }.map(value)
    }

    /// Whether there is a line of that name.
    package func contains(_ name: String) -> Bool {
        fields.contains { matches($0, name) }
    }

    /// Adds a line after those that are there.
    ///
    /// `name` must be a token (RFC 9110 §5.6.2), else the program stops. CR, LF and NUL in `value` become
    /// spaces, so that a value can't start a line of its own.
    package mutating func append(_ name: String, _ value: String) {
        precondition(!name.isEmpty && name.utf8.allSatisfy(\.isTokenCharacter), "no header name: \(name)")
        let start = wire.count
        wire.append(contentsOf: name.utf8)
        let nameEnd = wire.count
        wire.append(.colon)
        wire.append(.space)
        let valueStart = wire.count
        wire.append(contentsOf: value.utf8)
        for index in valueStart..<wire.count where wire[index].endsHeaderLine { wire[index] = .space }
        fields.append(Field(name: start..<nameEnd, value: valueStart..<wire.count))
        wire.append(.carriageReturn)
        wire.append(.lineFeed)
    }

    /// Adds the line unless one of that name is there.
    package mutating func setDefault(_ name: String, _ value: String) {
        if !contains(name) { append(name, value) }
    }

    /// Takes out every line of that name.
    package mutating func remove(_ name: String) {
        guard contains(name) else { return }
        let kept = fields.filter { !matches($0, name) }
        let old = self
        wire.removeAll(keepingCapacity: true)
        fields.removeAll(keepingCapacity: true)
        for field in kept {
            append(old.text(field.name), old.text(field.value))
        }
    }

    private func matches(_ field: Field, _ name: String) -> Bool {
        field.name.count == name.utf8.count && wire.span.extracting(field.name).equalsIgnoringCase(name)
    }

    private func value(_ field: Field) -> String { text(field.value) }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: wire[range], as: UTF8.self)
    }
}

extension Headers {
    /// The media type that `Content-Type` names, in lower case without parameters; nil where there is none.
    package var mediaType: String? {
        guard let field = fields.first(where: { matches($0, "Content-Type") }) else { return nil }
        let type = wire[field.value].prefix { $0 != UInt8(ascii: ";") && $0 != .space && $0 != .tab }
        return type.isEmpty ? nil : String(decoding: type.map(\.lowercased), as: UTF8.self)
    }

    /// Every line as name and value, in order.
    package var lines: [(name: String, value: String)] {
        fields.map { (text($0.name), text($0.value)) }
    }

    /// The members of a comma-separated list over all lines of that name, trimmed, empty ones left out.
    package func list(_ name: String) -> [String] {
        all(name).flatMap { $0.split(separator: ",") }.map { $0.trimmed }.filter { !$0.isEmpty }
    }

    /// Whether the comma-separated list of that name holds `token`, compared without case.
    package func list(_ name: String, contains token: String) -> Bool {
        contains(name) && list(name).contains { $0.utf8.equalsIgnoringCase(token.utf8) }
    }

    /// Adds `token` to the comma-separated list of that name unless it is there.
    package mutating func addToList(_ name: String, _ token: String) {
        guard contains(name) else { return append(name, token) }
        let present = list(name)
        guard !present.contains(where: { $0.utf8.equalsIgnoringCase(token.utf8) }) else { return }
        self[name] = (present + [token]).joined(separator: ", ")
    }
}

extension Headers: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, String)...) {
        self = .roomy
        for (name, value) in elements { append(name, value) }
    }
}

extension UInt8 {
    /// CR, LF or NUL, with which a value could leave its line.
    fileprivate var endsHeaderLine: Bool { self == .carriageReturn || self == .lineFeed || self == 0 }
}
