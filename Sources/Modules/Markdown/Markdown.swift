/// Markdown as people write it in comments and descriptions, made safe for a page of ours.
///
/// The page is written from the parsed tree by an allow-list of elements: nothing that was typed reaches it
/// otherwise than as escaped text or as a checked address. Raw HTML shows as the text it is, an image becomes a
/// link, links go to `http`, `https` and `mailto` only, and carry no weight for search engines. A text of so many
/// marks that reading them would take long shows as it was typed.
package enum Markdown {
    /// Safe HTML for `source`: a run of block elements, empty for an empty source.
    package static func html(from source: String) -> String {
        guard Effort.isSmall(source) else { return HTMLWriter.typed(source) }
        var writer = HTMLWriter()
        Document(source).walk { writer.write($0, entering: $1) }
        return writer.finished()
    }

    /// The text of `source` without its marks, for previews and notices; words of one block end with a space.
    package static func plainText(from source: String) -> String {
        guard Effort.isSmall(source) else { return oneLine(source) }
        var words = ""
        Document(source).walk { node, entering in
            switch node.kind {
            case .text, .code, .codeBlock, .rawHTML: words += node.literal
            case .softBreak, .lineBreak, .thematicBreak: words += " "
            case .paragraph, .heading, .cell, .item: if !entering { words += " " }
            default: break
            }
        }
        return oneLine(words)
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
