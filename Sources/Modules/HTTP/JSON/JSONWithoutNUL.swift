/// Looks through well-formed JSON text for U+0000, which no database keeps in a text.
///
/// Goes over the bytes once, whatever they nest: decoding what somebody else has put together can take far longer
/// than reading it.
struct JSONWithoutNUL {
    private let bytes: [UInt8]
    private var index = 0

    /// Where the value that comes next lies; a name that isn't known yet is nil.
    private var path: [Place?] = []

    /// Throws `DecodingError.dataCorrupted` with the place of the first string or name that holds one, and for text
    /// that isn't UTF-8: what else Foundation would read has a byte of zero in it (RFC 8259 §8.1).
    static func check(_ bytes: [UInt8]) throws(DecodingError) {
        guard !bytes.contains(0) else {
            throw .dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: "not UTF-8"))
        }
        guard isWritten(in: bytes) else { return }
        var search = JSONWithoutNUL(bytes)
        try search.run()
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Whether a string holds one: there it is always written as an escape (RFC 8259 §7).
    private static func isWritten(in bytes: [UInt8]) -> Bool {
        var index = 0
        while let backslash = bytes[index...].firstIndex(of: UInt8(ascii: "\\")) {
            if bytes[backslash...].dropFirst().starts(with: "u0000".utf8) { return true }
            index = min(backslash + 2, bytes.count)
        }
        return false
    }

    private mutating func run() throws(DecodingError) {
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "{"): path.append(nil)
            case UInt8(ascii: "["): path.append(.element(0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = path.popLast()
            case UInt8(ascii: ","): goOn()
            case UInt8(ascii: "\""): try readString()
            default: break
            }
        }
    }

    /// To the next member or element of what is open.
    private mutating func goOn() {
        guard let last = path.popLast() else { return }
        if case .element(let number) = last { path.append(.element(number + 1)) } else { path.append(nil) }
    }

    /// Reads a string from its first character to its closing quote; a name becomes part of the path.
    private mutating func readString() throws(DecodingError) {
        let start = index
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        let text = bytes[min(start, bytes.count)..<min(index, bytes.count)]
        index += 1
        guard !Self.isWritten(in: Array(text)) else { throw refusal }
        if case .some(nil) = path.last {
            path[path.count - 1] = .member(String(decoding: text, as: UTF8.self))
        }
    }

    private var refusal: DecodingError {
        .dataCorrupted(
            DecodingError.Context(codingPath: path.compactMap(\.self), debugDescription: NUL.reason)
        )
    }

    /// One step on the way from the whole to a value.
    private enum Place: CodingKey {
        case member(String)
        case element(Int)

        var stringValue: String {
            switch self {
            case .member(let name): name
            case .element(let number): "\(number)"
            }
        }

        var intValue: Int? { if case .element(let number) = self { number } else { nil } }

        init?(stringValue: String) { self = .member(stringValue) }
        init?(intValue: Int) { self = .element(intValue) }
    }
}

/// U+0000, which is refused wherever text comes in: no database keeps it.
enum NUL {
    /// What is wrong with a field that holds one.
    static let reason = "must not hold the character U+0000"
}
