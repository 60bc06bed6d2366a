/// One page of a list, with the place where the next one starts.
package struct Page<Element: Sendable>: Sendable {
    /// The elements of this page, in the list's order.
    package var elements: [Element]

    /// Where to go on, or nil at the end of the list.
    package var next: Cursor?

    /// A page of `elements`, followed by the one that starts at `next`.
    package init(_ elements: [Element], next: Cursor?) {
        self.elements = elements
        self.next = next
    }

    /// A page cut from `rows`, of which one more than `limit` was asked for to learn whether more follow.
    package init(_ rows: [Element], limit: Int, cursor: (Element) -> Cursor) {
        elements = Array(rows.prefix(limit))
        next = rows.count > limit ? elements.last.map(cursor) : nil
    }

    /// The same page with each element turned into another.
    package func map<Other: Sendable>(_ transform: (Element) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(try elements.map(transform), next: next)
    }
}

/// A place in a list: the sort keys of the last element seen, opaque to clients.
///
/// The keys are joined by a unit separator and written as lower-case hexadecimal, which every URL carries as it is.
package struct Cursor: Hashable, Sendable, LosslessStringConvertible {
    /// The sort keys of the last element seen, most significant first.
    package let keys: [String]

    /// The place after the element with these sort keys.
    package init(_ keys: String...) {
        self.keys = keys
    }

    package var description: String {
        keys.joined(separator: "\u{1F}").utf8.map { digitPair($0) }.joined()
    }

    /// The cursor that `text` spells, or nil where it is none of ours.
    package init?(_ text: String) {
        let digits = Array(text.utf8)
        guard !digits.isEmpty, digits.count.isMultiple(of: 2), digits.count <= 1024 else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(byte)
        }
        guard let joined = String(validating: bytes, as: UTF8.self) else { return nil }
        keys = joined.split(separator: "\u{1F}", omittingEmptySubsequences: false).map(String.init)
    }
}

private func digitPair(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return byte < 16 ? "0" + text : text
}
