/// What a file is by its first bytes; names and declarations are not believed.
struct ContentType: Equatable {
    /// The media type.
    let mime: String
    let isPicture: Bool

    private init(audio subtype: String) {
        mime = "audio/\(subtype)"
        isPicture = false
    }

    private init(picture subtype: String) {
        mime = "image/\(subtype)"
        isPicture = true
    }

    /// How many bytes at the start decide: before the first frame of an MP3 there may be what is none.
    static let prefixLength = 1 << 16

    /// The type of a file that begins with `start`, or nil for one that is not taken here.
    ///
    /// What has only a mark of MPEG audio somewhere may be anything; a closer look tells.
    init?(start: [UInt8]) {
        let known = Self.audio(start) ?? Self.picture(start) ?? Self.frames(start)
        guard let known else { return nil }
        self = known
    }

    private static func audio(_ start: [UInt8]) -> ContentType? {
        if has("WAVE", at: 8, in: start),
            ["RIFF", "RF64", "BW64"].contains(where: { has($0, at: 0, in: start) })
        {
            return ContentType(audio: "wav")
        }
        if has("FORM", at: 0, in: start), has("AIFF", at: 8, in: start) || has("AIFC", at: 8, in: start) {
            return ContentType(audio: "aiff")
        }
        if has("riff", at: 0, in: start), has("wave", at: 24, in: start) {
            return ContentType(audio: "x-w64")
        }
        if has("caff", at: 0, in: start) { return ContentType(audio: "x-caf") }
        if has("fLaC", at: 0, in: start) { return ContentType(audio: "flac") }
        if has("wvpk", at: 0, in: start) { return ContentType(audio: "x-wavpack") }
        if has("OggS", at: 0, in: start) { return ContentType(audio: "ogg") }
        if has("ftyp", at: 4, in: start) { return ContentType(audio: "mp4") }
        if has("ID3", at: 0, in: start) || isFrameSync(start[...]) { return ContentType(audio: "mpeg") }
        return nil
    }

    private static func picture(_ start: [UInt8]) -> ContentType? {
        if start.starts(with: [0xFF, 0xD8, 0xFF]) { return ContentType(picture: "jpeg") }
        if start.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            return ContentType(picture: "png")
        }
        if has("RIFF", at: 0, in: start), has("WEBP", at: 8, in: start) {
            return ContentType(picture: "webp")
        }
        return nil
    }

    private static func frames(_ start: [UInt8]) -> ContentType? {
        start.indices.contains { isFrameSync(start[$0...]) } ? ContentType(audio: "mpeg") : nil
    }

    private static func has(_ mark: String, at offset: Int, in start: [UInt8]) -> Bool {
        start.dropFirst(offset).starts(with: mark.utf8)
    }

    /// The header of an MPEG audio frame of layer I to III, or of an ADTS frame (ISO 11172-3 §2.4.2.3).
    private static func isFrameSync(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.first == 0xFF, bytes.count >= 4 else { return false }
        let (second, third) = (bytes[bytes.startIndex + 1], bytes[bytes.startIndex + 2])
        guard second & 0xE0 == 0xE0, second & 0x18 != 0x08 else { return false }
        let isADTS = second & 0xF6 == 0xF0
        return isADTS || second & 0x06 != 0 && third & 0xF0 != 0xF0 && third & 0x0C != 0x0C
    }
}
