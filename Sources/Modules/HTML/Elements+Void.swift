// The elements that hold nothing and have no end tag.

package func br(_ attributes: Attribute...) -> Markup {
    .element(Tag("br", isVoid: true), attributes, .nothing)
}

package func img(_ attributes: Attribute...) -> Markup {
    .element(Tag("img", isVoid: true), attributes, .nothing)
}

package func input(_ attributes: Attribute...) -> Markup {
    .element(Tag("input", isVoid: true), attributes, .nothing)
}

package func link(_ attributes: Attribute...) -> Markup {
    .element(Tag("link", isVoid: true), attributes, .nothing)
}

package func meta(_ attributes: Attribute...) -> Markup {
    .element(Tag("meta", isVoid: true), attributes, .nothing)
}

package func source(_ attributes: Attribute...) -> Markup {
    .element(Tag("source", isVoid: true), attributes, .nothing)
}

package func use(_ attributes: Attribute...) -> Markup {
    .element(Tag("use", isVoid: true), attributes, .nothing)
}
