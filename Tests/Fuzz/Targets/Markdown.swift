import Markdown

/// A comment or liner notes: whatever is typed, the page gets only elements, attributes and addresses of the list,
/// every element closed in order, and never a mark that HTML would read otherwise.
@Sendable func fuzzMarkdown(_ bytes: [UInt8]) {
    let source = String(decoding: bytes, as: UTF8.self)
    var judge = PlainHTML(Markdown.html(from: source))
    judge.read()
    let plain = Markdown.plainText(from: source)
    expect(!plain.contains(where: \.isNewline), "not one line")
}
