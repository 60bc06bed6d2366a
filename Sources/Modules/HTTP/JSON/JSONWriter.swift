/// JSON text (RFC 8259) being written: bytes, and the objects and lists that are still open.
///
/// A container is opened when it is asked for and closed when something is written further out, so that
/// `Encodable` types, which never say that they are done, need not.
final class JSONWriter {
    // Unchecked, since no method hands either of them to code that could come back here, and checking at run time
    // costs a quarter of the writing.

    /// What has been written; whole once everything is closed.
    @exclusivity(unchecked) private(set) var bytes: [UInt8] = []

    /// The open containers, the innermost last.
    @exclusivity(unchecked) private var open: [Container] = []

    private struct Container {
        let end: UInt8
        var isEmpty = true
    }

    init() {
        bytes.reserveCapacity(1024)
    }

    /// The number of open containers.
    var depth: Int { open.count }

    /// Closes what is open further in than `depth`.
    func close(to depth: Int) {
        while open.count > depth, let container = open.popLast() { bytes.append(container.end) }
    }

    /// Opens an object or a list as the next value; the depth within it.
    func begin(_ start: Unicode.Scalar, _ end: Unicode.Scalar) -> Int {
        bytes.append(UInt8(ascii: start))
        open.append(Container(end: UInt8(ascii: end)))
        return open.count
    }

    /// Makes ready for the next element of the container at `depth`.
    func separate(at depth: Int) {
        close(to: depth)
        guard !open.isEmpty else { return }
        if !open[depth - 1].isEmpty { bytes.append(UInt8(ascii: ",")) }
        open[depth - 1].isEmpty = false
    }

    /// Writes a member's name, as it is or in snake_case.
    func name(_ name: String, asSnakeCase: Bool) {
        if asSnakeCase {
            bytes.append(UInt8(ascii: "\""))
            SnakeCase.append(name, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        } else {
            string(name)
        }
        bytes.append(.colon)
    }

    /// Writes text that is JSON already.
    func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    /// Writes text that somebody else found to be JSON.
    func fragment(_ text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    func integer(_ value: some BinaryInteger) {
        bytes.append(contentsOf: value.description.utf8)
    }

    /// Writes a number in the fewest digits that give it back; false for infinities and NaN, which JSON lacks.
    func number(_ value: some BinaryFloatingPoint & LosslessStringConvertible) -> Bool {
        guard value.isFinite else { return false }
        var text = value.description
        if text.hasSuffix(".0") { text.removeLast(2) }
        bytes.append(contentsOf: text.utf8)
        return true
    }

    func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in utf8.indices where utf8[index].needsEscape {
                bytes.append(contentsOf: utf8[start..<index])
                escape(utf8[index])
                start = index + 1
            }
            bytes.append(contentsOf: utf8[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case .lineFeed: bytes.append(UInt8(ascii: "n"))
        case .carriageReturn: bytes.append(UInt8(ascii: "r"))
        case .tab: bytes.append(UInt8(ascii: "t"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        default:
            bytes.append(contentsOf: "u00".utf8)
            bytes.append(Self.digits[Int(byte >> 4)])
            bytes.append(Self.digits[Int(byte & 15)])
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}

extension UInt8 {
    /// Whether JSON wants the byte escaped in a string (RFC 8259 §7).
    fileprivate var needsEscape: Bool { self < 0x20 || self == 0x22 || self == 0x5C }
}

/// Names as JSON spells them: `atMs` becomes `at_ms`, `publicURLText` becomes `public_url_text`.
enum SnakeCase {
    static func append(_ name: String, to bytes: inout [UInt8]) {
        var name = name
        name.withUTF8 { letters in
            for index in letters.indices {
                if startsWord(letters, index) { bytes.append(UInt8(ascii: "_")) }
                bytes.append(letters[index].lowercased)
            }
        }
    }

    /// Whether a capital begins a new word: after a small letter, or before one within a run of capitals.
    private static func startsWord(_ letters: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard letters[index].isUpper, index > 0, letters[index - 1] != UInt8(ascii: "_") else { return false }
        return !letters[index - 1].isUpper || index + 1 < letters.count && letters[index + 1].isLower
    }
}

extension UInt8 {
    fileprivate var isUpper: Bool { self >= 0x41 && self <= 0x5A }
    fileprivate var isLower: Bool { self >= 0x61 && self <= 0x7A }
}
