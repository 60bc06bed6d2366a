/// Chunked content read as RFC 9112 §7.1 puts it, with nothing of the decoder's.
enum PlainChunks {
    /// The content of `bytes`, which were accepted as all of it, from the first size to the end of the trailer.
    static func content(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        var rest = bytes
        var content: [UInt8] = []
        while true {
            let digits = line(&rest).prefix { $0 != 0x3B && $0 != 32 && $0 != 9 }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), digits.first != 0x2B
            else {
                fatalError("no size: \(digits)")
            }
            if size == 0 { break }
            content += rest.prefix(size)
            rest = rest.dropFirst(size)
            expect(line(&rest).isEmpty, "a chunk without an end")
        }
        while !line(&rest).isEmpty {}
        expect(rest.isEmpty, "bytes after the trailer")
        return content
    }

    /// Takes a line off `rest`; what it holds before its CR LF.
    private static func line(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let end = rest.firstIndex(of: 10), rest[..<end].last == 13 else {
            fatalError("a line without an end")
        }
        defer { rest = rest[(end + 1)...] }
        return rest[..<(end - 1)]
    }
}
