/// How long the sound in an MP4 is by the clock of its own track, which FFmpeg rounds to the movie's coarser one.
enum MediaHeader {
    /// Ticks of the first track of sound (ISO/IEC 14496-12 §8.4.2); nil where none says.
    static func duration(in file: FileBytes) -> Int64? {
        for movie in boxes("moov", in: 0..<file.size, of: file) {
            for track in boxes("trak", in: movie, of: file) {
                guard let media = boxes("mdia", in: track, of: file).first,
                    let handler = boxes("hdlr", in: media, of: file).first,
                    file.bytes(at: handler.lowerBound + 8, count: 4).elementsEqual("soun".utf8)
                else { continue }
                return boxes("mdhd", in: media, of: file).first.flatMap { duration(of: $0, in: file) }
            }
        }
        return nil
    }

    private static func duration(of header: Range<Int64>, in file: FileBytes) -> Int64? {
        let bytes = file.bytes(at: header.lowerBound, count: 32)
        let place = bytes.first == 1 ? 24..<32 : 16..<20
        return bytes.count >= place.upperBound ? integer(bytes[place]) : nil
    }

    /// More boxes than this in one are not looked at.
    private static let mostBoxes = 4096

    /// The bodies of the boxes called `name` that stand side by side in `range`.
    private static func boxes(_ name: String, in range: Range<Int64>, of file: FileBytes) -> [Range<Int64>] {
        var found: [Range<Int64>] = []
        var place = range.lowerBound
        for _ in 0..<mostBoxes where place < range.upperBound {
            let head = file.bytes(at: place, count: 16)
            guard head.count == 16, let size = size(of: head, in: place..<range.upperBound) else { break }
            if head[4..<8].elementsEqual(name.utf8) {
                found.append(
                    (place + (head.prefix(4).elementsEqual([0, 0, 0, 1]) ? 16 : 8))..<(place + size)
                )
            }
            place += size
        }
        return found
    }

    /// Bytes of a box with its head; nil where it is larger than what it stands in.
    private static func size(of head: [UInt8], in range: Range<Int64>) -> Int64? {
        let most = range.upperBound - range.lowerBound
        let short = integer(head[0..<4])
        let (size, least) = short == 1 ? (integer(head[8..<16]), 16) : (short == 0 ? most : short, Int64(8))
        return size >= least && size <= most ? size : nil
    }

    /// Numbers beyond what fits come out below 0.
    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int64 {
        bytes.reduce(0) { $0 << 8 | Int64($1) }
    }
}
