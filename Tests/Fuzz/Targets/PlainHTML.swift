/// HTML read tag by tag, with nothing of the writer's: what a page of ours may hold of a stranger's text.
struct PlainHTML {
    private var rest: ArraySlice<UInt8>
    private var open: [String] = []

    private static let elements: Set<String> = [
        "p", "blockquote", "ul", "ol", "li", "h3", "h4", "h5", "h6", "hr", "pre", "code", "br", "em",
        "strong",
        "del", "table", "thead", "tbody", "tr", "th", "td", "a",
    ]
    private static let references = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"]

    init(_ html: String) {
        rest = Array(html.utf8)[...]
    }

    /// Reads to the end, and ends the program at the first thing that may not be there.
    mutating func read() {
        while let byte = rest.first {
            if byte == UInt8(ascii: "<") {
                readTag()
            } else {
                readText(byte)
            }
        }
        expect(open.isEmpty, "left open: \(open)")
    }

    private mutating func readText(_ byte: UInt8) {
        expect(byte != UInt8(ascii: ">") && byte != 0, "a mark in the text")
        if byte == UInt8(ascii: "&") { readReference() } else { rest.removeFirst() }
    }

    private mutating func readReference() {
        let reference = Self.references.first { rest.starts(with: $0.utf8) }
        expect(reference != nil, "an ampersand by itself")
        rest = rest.dropFirst(reference?.utf8.count ?? 1)
    }

    private mutating func readTag() {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { fatalError("a tag without an end") }
        let tag = String(decoding: rest[rest.index(after: rest.startIndex)..<end], as: UTF8.self)
        rest = rest[(end + 1)...]
        if tag.hasPrefix("/") {
            expectSame(open.popLast(), String(tag.dropFirst()), "closed in another order")
            return
        }
        let name = String(tag.prefix { $0 != " " })
        expect(Self.elements.contains(name), "the element \(tag)")
        judgeAttributes(tag.dropFirst(name.count), of: name)
        expect(name != "a" || !open.contains("a"), "a link in a link")
        if name != "hr" && name != "br" { open.append(name) }
    }

    /// None, but for the start of a list and for links, which go to three schemes and count for nothing.
    private func judgeAttributes(_ attributes: Substring, of name: String) {
        switch name {
        case "a":
            let end = "\" rel=\"nofollow ugc noopener\""
            expect(attributes.hasPrefix(" href=\"") && attributes.hasSuffix(end), "a link with\(attributes)")
            judgeAddress(attributes.dropFirst(" href=\"".count).dropLast(end.count))
        case "ol" where !attributes.isEmpty:
            let number = attributes.dropFirst(" start=\"".count).dropLast()
            expect(attributes == " start=\"\(number)\"" && Int(number) != nil, "a list with\(attributes)")
        default: expect(attributes.isEmpty, "\(name) with\(attributes)")
        }
    }

    private func judgeAddress(_ address: Substring) {
        let lower = address.lowercased()
        let schemes = ["http://", "https://", "mailto:"]
        expect(
            schemes.contains { lower.hasPrefix($0) && lower.utf8.count > $0.utf8.count },
            "a link to \(address)"
        )
        expect(address.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != 0x22 }, "a link to \(address)")
        var text = PlainHTML(String(address))
        text.read()
    }
}
