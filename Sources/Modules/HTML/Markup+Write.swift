extension Markup {
    /// A whole document: the doctype, then this markup, in UTF-8.
    package func document() -> [UInt8] {
        var bytes = Array("<!doctype html>".utf8)
        write(to: &bytes)
        return bytes
    }

    /// The markup alone, in UTF-8: a part of a page that scripts put in its place.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    /// The markup as text, mostly for tests.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Appends the markup in UTF-8 to `bytes`, in one pass and without copies in between.
    package func write(to bytes: inout [UInt8]) {
        switch self {
        case .nothing: break
        case .text(let text): appendEscaped(text, to: &bytes)
        case .verbatim(let html): bytes.append(contentsOf: html.utf8)
        case .sequence(let parts): for part in parts { part.write(to: &bytes) }
        case .element(let tag, let attributes, let content):
            append(tag, attributes, to: &bytes)
            if tag.isVoid { return }
            content.write(to: &bytes)
            bytes.append(contentsOf: "</\(tag.name)>".utf8)
        }
    }
}

private func append(_ tag: Tag, _ attributes: [Attribute], to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: tag.name.description.utf8)
    for attribute in attributes { append(attribute, to: &bytes) }
    bytes.append(UInt8(ascii: ">"))
}

private func append(_ attribute: Attribute, to bytes: inout [UInt8]) {
    if case .absent = attribute.value { return }
    bytes.append(UInt8(ascii: " "))
    bytes.append(contentsOf: attribute.name.utf8)
    guard case .text(let value) = attribute.value else { return }
    bytes.append(contentsOf: #"=""#.utf8)
    appendEscaped(value, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
}

/// Escapes for text and for quoted attributes alike (HTML Standard §13.1.2.3 and §13.1.4).
private func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "&"): bytes.append(contentsOf: "&amp;".utf8)
        case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
        case UInt8(ascii: ">"): bytes.append(contentsOf: "&gt;".utf8)
        case UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
        case UInt8(ascii: "'"): bytes.append(contentsOf: "&#39;".utf8)
        case 0: bytes.append(contentsOf: "\u{FFFD}".utf8)
        default: bytes.append(byte)
        }
    }
}
