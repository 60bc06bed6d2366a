/// The data chunk of a WAV, W64 or CAF file, whose length FFmpeg quietly shortens to what the file holds.
enum ChunkEnd {
    /// How a format writes its chunks.
    private struct Grammar {
        /// Where the first chunk begins.
        let start: Int64
        /// Bytes of a chunk's name; the first four tell it.
        let nameLength: Int
        let sizeLength: Int
        let isBigEndian: Bool
        /// Whether a chunk's size counts its own header.
        let countsHeader: Bool
        /// Chunks begin at multiples of this.
        let alignment: UInt64

        /// Microsoft and IBM, Multimedia Programming Interface 1.0, chapter 2; RF64 is EBU Tech 3306.
        static let riff = Grammar(
            start: 12,
            nameLength: 4,
            sizeLength: 4,
            isBigEndian: false,
            countsHeader: false,
            alignment: 2
        )
        /// Sony Pictures, Sony Wave64, after RIFF.
        static let w64 = Grammar(
            start: 40,
            nameLength: 16,
            sizeLength: 8,
            isBigEndian: false,
            countsHeader: true,
            alignment: 8
        )
        /// Apple Core Audio Format Specification 1.0.
        static let caf = Grammar(
            start: 8,
            nameLength: 4,
            sizeLength: 8,
            isBigEndian: true,
            countsHeader: false,
            alignment: 1
        )
    }

    /// Bytes that may be missing: some writers count their padding.
    private static let tolerance: UInt64 = 4096

    /// More chunks than this before the sound are not read.
    private static let mostChunks = 256

    /// Throws `truncated` where the data chunk is longer than the rest of the file.
    static func check(_ file: FileBytes, container: String) throws(MediaError) {
        switch container {
        case "wav": try check(file, .riff)
        case "w64": try check(file, .w64)
        case "caf": try check(file, .caf)
        default: break
        }
    }

    private static func check(_ file: FileBytes, _ grammar: Grammar) throws(MediaError) {
        var position = grammar.start
        var wideSize: UInt64?
        for _ in 0..<mostChunks {
            let header = file.bytes(at: position, count: grammar.nameLength + grammar.sizeLength)
            guard header.count == grammar.nameLength + grammar.sizeLength else {
                throw MediaError(.truncated, "no data chunk")
            }
            let stated = integer(header[grammar.nameLength...], isBigEndian: grammar.isBigEndian)
            let size = grammar.countsHeader ? stated &- UInt64(header.count) : stated
            position += Int64(header.count)
            switch String(decoding: header[..<4], as: UTF8.self) {
            case "ds64": wideSize = integer(file.bytes(at: position + 8, count: 8)[...], isBigEndian: false)
            case "data": return try check(size, wideSize, at: position, of: file.size)
            default: break
            }
            let padding = (grammar.alignment - size % grammar.alignment) % grammar.alignment
            guard size < UInt64(file.size) else { throw MediaError(.truncated, "no data chunk") }
            position += Int64(size + padding)
        }
    }

    /// A program that writes to a pipe can't know the size: it says 0 or all ones, and the file's end is the end.
    private static func check(
        _ size: UInt64,
        _ wideSize: UInt64?,
        at start: Int64,
        of fileSize: Int64
    ) throws(MediaError) {
        let isOpen = size == 0 || size == 0xFFFF_FFFF || size == .max
        guard let promised = isOpen ? wideSize : size else { return }
        let present = UInt64(max(0, fileSize - start))
        guard promised <= present + tolerance else {
            throw MediaError(.truncated, "\(present) bytes of \(promised)")
        }
    }

    private static func integer(_ bytes: ArraySlice<UInt8>, isBigEndian: Bool) -> UInt64 {
        let most = isBigEndian ? Array(bytes) : bytes.reversed()
        return most.reduce(0) { $0 << 8 | UInt64($1) }
    }
}
