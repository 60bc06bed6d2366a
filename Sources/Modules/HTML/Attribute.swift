/// One attribute of an element; its value is escaped when it is written.
package struct Attribute: Sendable {
    let name: String
    let value: Value

    enum Value: Equatable {
        case text(String)
        case present
        case absent
    }

    /// An attribute that needs no name of its own here, such as SVG's; nil leaves it out.
    ///
    /// Handlers (`on…`) and inline styles are refused: the content security policy would not run them.
    package init(_ name: StaticString, _ value: String?) {
        self.init(checked: name.description, value.map(Value.text) ?? .absent)
    }

    /// An attribute that says yes by being there.
    package init(_ name: StaticString, isPresent: Bool) {
        self.init(checked: name.description, isPresent ? .present : .absent)
    }

    init(checked name: String, _ value: Value) {
        precondition(!name.hasPrefix("on") && name != "style", "inline handlers and styles are never written")
        precondition(
            name.utf8.allSatisfy(isNameByte),
            "an attribute's name is lower-case letters, digits and hyphens"
        )
        self.name = name
        self.value = value
    }

    private init(link name: String, _ url: String?) {
        self.name = name
        value = url.map { .text(isHarmless($0) ? $0 : "#") } ?? .absent
    }
}

extension Attribute {
    /// `href`; a link to a scheme that could run a script becomes `#`.
    package static func href(_ url: String?) -> Attribute { Attribute(link: "href", url) }

    /// `src`, with the schemes of ``href(_:)``.
    package static func src(_ url: String?) -> Attribute { Attribute(link: "src", url) }

    /// `action`, with the schemes of ``href(_:)``.
    package static func action(_ url: String) -> Attribute { Attribute(link: "action", url) }

    /// `data-name`; nil leaves it out.
    package static func data(_ name: StaticString, _ value: String?) -> Attribute {
        Attribute(checked: "data-\(name)", value.map(Value.text) ?? .absent)
    }

    /// `data-for="hand"`: a custom element that has nothing to show before a pointer, a finger or a key is there, so
    /// that its script can come then.
    package static let forHands = Attribute(checked: "data-for", .text("hand"))

    var isForHands: Bool { name == Self.forHands.name && value == Self.forHands.value }

    /// `aria-name`; nil leaves it out.
    package static func aria(_ name: StaticString, _ value: String?) -> Attribute {
        Attribute(checked: "aria-\(name)", value.map(Value.text) ?? .absent)
    }
}

private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
        true
    default: false
    }
}

/// Whether a link stays on the web: relative, or one of the schemes that only show or fetch.
///
/// Browsers strip tabs and newlines before they read a scheme (URL Standard §4.4), so a link that holds a control
/// character is never harmless.
private func isHarmless(_ url: String) -> Bool {
    guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
    guard let colon = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let before = url[..<colon]
    if before.utf8.contains(where: {
        $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#")
    }) {
        return true
    }
    return ["http", "https", "mailto"].contains(before.lowercased())
}
