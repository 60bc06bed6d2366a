/// Puts the statements of a closure together to markup.
///
/// Every step has one concrete type: the compiler never has to search.
@resultBuilder
package enum MarkupBuilder {
    package static func buildExpression(_ text: String) -> Markup { .text(text) }

    package static func buildExpression(_ markup: Markup) -> Markup { markup }

    package static func buildBlock() -> Markup { .nothing }

    package static func buildBlock(_ only: Markup) -> Markup { only }

    package static func buildBlock(_ parts: Markup...) -> Markup { .sequence(parts) }

    package static func buildOptional(_ part: Markup?) -> Markup { part ?? .nothing }

    package static func buildEither(first: Markup) -> Markup { first }

    package static func buildEither(second: Markup) -> Markup { second }

    package static func buildArray(_ parts: [Markup]) -> Markup { .sequence(parts) }
}

/// The pieces that `content` lists, without an element around them.
package func fragment(@MarkupBuilder _ content: () -> Markup) -> Markup {
    content()
}
