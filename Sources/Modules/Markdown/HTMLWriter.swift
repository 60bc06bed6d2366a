/// Writes the nodes of a document as HTML, element by element from a list of its own.
struct HTMLWriter {
    /// Blocks nested deeper than this are written without their element, so that a page of `>` stays small.
    private static let deepest = 16

    private var html = ""
    private var depth = 0
    /// Whether each link that is open has a written `<a>`; links don't nest.
    private var openLinks: [Bool] = []
    private var isInTableBody = false

    /// The lines of `source` as they were typed, in one paragraph.
    static func typed(_ source: String) -> String {
        let lines = source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return "<p>\(lines.map { escaped(String($0)) }.joined(separator: "<br>\n"))</p>\n"
    }

    /// What was written.
    consuming func finished() -> String { html }

    mutating func write(_ node: Node, entering: Bool) {
        switch node.kind {
        case .paragraph: if !node.isTight { tag("p", entering, ends: "\n") }
        case .blockQuote: nest("blockquote", entering)
        case .list(let start): writeList(start: start, entering)
        case .item: nest("li", entering)
        case .heading(let level): tag("h\(min(level + 2, 6))", entering, ends: "\n")
        case .thematicBreak: html += "<hr>\n"
        case .codeBlock: html += "<pre><code>\(escaped(node.literal))</code></pre>\n"
        case .table, .row, .cell: writeTable(node.kind, entering)
        default: writeInline(node, entering)
        }
    }

    private mutating func writeInline(_ node: Node, _ entering: Bool) {
        switch node.kind {
        case .text, .rawHTML: html += escaped(node.literal)
        case .code: html += "<code>\(escaped(node.literal))</code>"
        case .softBreak: html += "\n"
        case .lineBreak: html += "<br>\n"
        case .emphasis: tag("em", entering)
        case .strong: tag("strong", entering)
        case .strikethrough: tag("del", entering)
        case .link(let url), .image(let url): entering ? openLink(to: url) : closeLink()
        default: break
        }
    }

    private mutating func tag(_ name: String, _ entering: Bool, ends: String = "") {
        html += entering ? "<\(name)>" : "</\(name)>\(ends)"
    }

    private mutating func nest(_ name: String, _ entering: Bool, attribute: String = "") {
        if entering { depth += 1 }
        if depth <= Self.deepest { html += entering ? "<\(name)\(attribute)>" : "</\(name)>\n" }
        if !entering { depth -= 1 }
    }

    private mutating func writeList(start: Int?, _ entering: Bool) {
        guard let start else { return nest("ul", entering) }
        nest("ol", entering, attribute: start == 1 ? "" : " start=\"\(start)\"")
    }

    private mutating func writeTable(_ kind: Node.Kind, _ entering: Bool) {
        switch kind {
        case .table:
            if !entering && isInTableBody { html += "</tbody>" }
            isInTableBody = false
            tag("table", entering, ends: "\n")
        case .row(isHeader: true):
            html += entering ? "<thead><tr>" : "</tr></thead>\n"
        case .row:
            if !isInTableBody { html += "<tbody>" }
            isInTableBody = true
            tag("tr", entering, ends: "\n")
        case .cell(let isHeader): tag(isHeader ? "th" : "td", entering)
        default: break
        }
    }

    private mutating func openLink(to url: String) {
        let isWritten = isAllowed(url) && !openLinks.contains(true)
        openLinks.append(isWritten)
        if isWritten { html += "<a href=\"\(escaped(url))\" rel=\"nofollow ugc noopener\">" }
    }

    private mutating func closeLink() {
        if openLinks.popLast() == true { html += "</a>" }
    }
}

/// Whether a page of ours may link to `url`: an absolute address of a scheme that runs nothing.
///
/// The scheme must stand there in plain letters, since browsers skip tabs and line feeds inside one.
private func isAllowed(_ url: String) -> Bool {
    guard !url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return false }
    let start = url.prefix(8).lowercased()
    return ["http://", "https://", "mailto:"].contains {
        start.hasPrefix($0) && url.utf8.count > $0.utf8.count
    }
}

/// `text` with every character that HTML gives a meaning written as a reference, and without NUL, which has none.
private func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text.unicodeScalars {
        switch character {
        case "\0": result += "\u{FFFD}"
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.unicodeScalars.append(character)
        }
    }
    return result
}
