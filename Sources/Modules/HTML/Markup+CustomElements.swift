extension Markup {
    /// The names of the custom elements in it (HTML Standard §4.13), each once, but for those that are folded away or
    /// wait for a hand (``Attribute/forHands``).
    package var customElements: Set<String> {
        var names: Set<String> = []
        collectCustomElements(into: &names)
        return names
    }

    private func collectCustomElements(into names: inout Set<String>) {
        switch self {
        case .nothing, .text, .verbatim: break
        case .sequence(let parts):
            for part in parts { part.collectCustomElements(into: &names) }
        case .element(_, let attributes, _) where attributes.contains(where: \.isForHands): break
        case .element(let tag, _, let content):
            let name = tag.name.description
            if name.utf8.contains(UInt8(ascii: "-")) { names.insert(name) }
            if name != "details" { content.collectCustomElements(into: &names) }
        }
    }
}
