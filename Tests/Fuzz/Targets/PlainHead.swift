@testable import HTTP

/// A head read line by line as RFC 9112 puts it, with nothing of the parser's: what it must have found.
struct PlainHead {
    private let fields: [(name: String, value: String)]

    /// Reads a head that was accepted, perhaps after one empty line.
    ///
    /// Its lines end with CR LF, and neither stands alone; none but the last is empty.
    init(_ bytes: ArraySlice<UInt8>) {
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        expect(lines.removeLast().isEmpty, "a head without an end")
        expect(lines.allSatisfy { $0.last == 13 && !$0.dropLast().contains(13) }, "a CR or LF alone")
        if lines[0].count == 1 { lines.removeFirst() }
        expect(lines.removeLast().count == 1 && lines.allSatisfy { $0.count > 1 }, "an empty line within")
        fields = lines.dropFirst().map { PlainHead.field($0.dropLast()) }
    }

    /// Expects what the parser found to be what stands here, with one length and one host.
    func judge(_ head: ConnectionReading.Head) {
        expectSame(fields.map { "\($0.name):\($0.value)" }, head.fields, "lines are read otherwise")
        let hosts = values("host")
        expect(hosts.count == 1 || hosts.isEmpty && !head.isVersion11, "hosts: \(hosts)")
        expect(head.target.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "the target \(head.target)")
        judgeFraming(head)
    }

    /// RFC 9112 §6.3, without anything that two programs could read in two ways.
    private func judgeFraming(_ head: ConnectionReading.Head) {
        let lengths = values("content-length")
        let codings = values("transfer-encoding")
        switch head.framing {
        case .chunked:
            let isChunked = codings.map { $0.lowercased() } == ["chunked"]
            expect(isChunked && lengths.isEmpty && head.isVersion11, "chunked, and \(fields)")
        case .length(let length):
            expect(codings.isEmpty && lengths.count <= 1, "a length, and \(fields)")
            expect(
                (lengths.first ?? "0").utf8.allSatisfy { (0x30...0x39).contains($0) },
                "no number: \(lengths)"
            )
            expectSame(Int(lengths.first ?? "0"), length, "the length is read otherwise")
        }
    }

    private func values(_ name: String) -> [String] {
        fields.filter { $0.name.lowercased() == name }.map(\.value)
    }

    /// A token at the line's start, at once a colon, and a value without control characters.
    private static func field(_ line: ArraySlice<UInt8>) -> (name: String, value: String) {
        let name = line.prefix { $0 != 0x3A }
        var value = line.dropFirst(name.count + 1)
        expect(name.count < line.count && !name.isEmpty, "a line without a name")
        expect(name.allSatisfy { $0 > 32 && $0 < 127 && !marks.contains($0) }, "a name that is no token")
        expect(value.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 }, "a control character in a value")
        while let first = value.first, first == 32 || first == 9 { value.removeFirst() }
        while let last = value.last, last == 32 || last == 9 { value.removeLast() }
        return (String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self))
    }

    /// What RFC 9110 §5.6.2 keeps out of tokens.
    private static let marks = Set("\"(),/:;<=>?@[\\]{}".utf8)
}
