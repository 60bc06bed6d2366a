/// A piece of a page: text, an element, or several of them in a row.
///
/// One concrete type for everything, so that a page of any size compiles quickly. Text is escaped when it is
/// written; what is already markup has to come through the labelled door ``init(unescaped:)``.
package indirect enum Markup: Sendable {
    /// Nothing at all.
    case nothing
    /// Text, escaped when it is written.
    case text(String)
    /// An element with its attributes and what it holds.
    case element(Tag, [Attribute], Markup)
    /// Several pieces, one after the other.
    case sequence([Markup])
    /// Markup that somebody else has made safe, written as it is.
    case verbatim(String)

    /// Markup that is known to be safe, such as sanitised Markdown; written without escaping.
    package init(unescaped html: String) {
        self = .verbatim(html)
    }

    /// Whether nothing would be written.
    package var isEmpty: Bool {
        switch self {
        case .nothing: true
        case .text(let text), .verbatim(let text): text.isEmpty
        case .element: false
        case .sequence(let parts): parts.allSatisfy(\.isEmpty)
        }
    }
}

extension Markup: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) {
        self = .text(text)
    }
}

/// The name of an element and whether it closes itself.
package struct Tag: Sendable {
    let name: StaticString
    let isVoid: Bool

    /// An element named `name`; a void one holds nothing and has no end tag (HTML Standard §13.1.2).
    package init(_ name: StaticString, isVoid: Bool = false) {
        self.name = name
        self.isVoid = isVoid
    }
}
