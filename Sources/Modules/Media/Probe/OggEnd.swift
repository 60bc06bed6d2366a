/// The last page of an Ogg file, whose length FFmpeg takes from what is there and so never misses anything.
enum OggEnd {
    /// A page is at most 27 + 255 + 255 × 255 bytes (RFC 3533 §6).
    private static let longestPage: Int64 = 65307

    /// Throws `truncated` where the last page that begins in the file does not end in it.
    static func check(_ file: FileBytes) throws(MediaError) {
        let bytes = file.bytes(at: max(0, file.size - longestPage), count: Int(longestPage))
        guard let page = lastPage(in: bytes) else {
            throw MediaError(.truncated, "no Ogg page at the end")
        }
        guard let length = length(of: bytes[page...]), page + length <= bytes.count else {
            throw MediaError(.truncated, "the last Ogg page is cut")
        }
    }

    private static func lastPage(in bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        let mark = Array("OggS".utf8)
        return (0...(bytes.count - 4)).last { bytes[$0..<($0 + 4)].elementsEqual(mark) }
    }

    /// Header, segment table and body; nil where not even the table is whole.
    private static func length(of page: ArraySlice<UInt8>) -> Int? {
        let header = 27
        guard page.count >= header else { return nil }
        let segments = Int(page[page.startIndex + 26])
        guard page.count >= header + segments else { return nil }
        let table = page[(page.startIndex + header)..<(page.startIndex + header + segments)]
        return header + segments + table.reduce(0) { $0 + Int($1) }
    }
}
