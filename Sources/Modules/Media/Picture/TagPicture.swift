/// A WebP in the tags before the sound, which FFmpeg passes over: it doesn't know the kind.
enum TagPicture {
    /// More of a file is not looked through.
    private static let reach: Int64 = 32 << 20

    /// The first WebP in the tags of an MP3 or FLAC; nil where there is none.
    static func webP(in file: FileBytes, container: String) -> [UInt8]? {
        let end = min(reach, end(in: file, container: container))
        let tags = file.bytes(at: 0, count: Int(end))
        guard let start = start(in: tags) else { return nil }
        // The size in a RIFF's head counts what follows it (Google, WebP Container Specification).
        let size = tags[(start + 4)..<(start + 8)].reversed().reduce(0) { $0 << 8 | Int($1) } + 8
        return size <= tags.count - start ? Array(tags[start..<(start + size)]) : nil
    }

    /// Where the sound begins.
    private static func end(in file: FileBytes, container: String) -> Int64 {
        let tags = Container.endOfTags(in: file)
        guard container == "flac" else { return container == "mp3" ? tags : 0 }
        // Behind its mark come blocks, each with its kind, its size, and whether it is the last (RFC 9639 §8.1).
        var place = tags + 4
        while place < min(reach, file.size) {
            let head = file.bytes(at: place, count: 4)
            guard head.count == 4 else { break }
            place += 4 + head[1...].reduce(0) { $0 << 8 | Int64($1) }
            if head[0] & 0x80 != 0 { break }
        }
        return min(place, file.size)
    }

    private static func start(in tags: [UInt8]) -> Int? {
        tags.indices.dropLast(11).first { place in
            tags[place] == UInt8(ascii: "R") && tags[place..<(place + 4)].elementsEqual("RIFF".utf8)
                && tags[(place + 8)..<(place + 12)].elementsEqual("WEBP".utf8)
        }
    }
}
