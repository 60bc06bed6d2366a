internal import CFFmpeg
internal import Glibc

/// An opened recording: its demuxer and its track of sound.
///
/// The type is judged by content alone, never by name. Used by one task at a time.
final class Container {
    /// FFmpeg's name of the demuxer, such as `wav` or `mov`.
    let name: String
    let bytes: FileBytes
    let format: UnsafeMutablePointer<AVFormatContext>

    /// The best track of sound; every other stream is discarded.
    let track: UnsafeMutablePointer<AVStream>

    init(path: String) throws(MediaError) {
        FFmpeg.silenced
        let bytes = try FileBytes(path: path)
        do throws(MediaError) {
            (format, name, track) = try Self.open(bytes)
        } catch {
            // What looks damaged may only not have been read.
            try bytes.checkReading()
            throw error
        }
        self.bytes = bytes
    }

    deinit {
        var format: UnsafeMutablePointer<AVFormatContext>? = format
        avformat_close_input(&format)
    }

    /// Reads the next packet of the track into `packet`; false at the end of the file.
    ///
    /// Bytes that make no sense end the file too: whether that is too early is for `Truncation` to say. Throws where
    /// the system refused to give some.
    func read(into packet: borrowing Packet) throws(MediaError) -> Bool {
        while true {
            av_packet_unref(packet.pointer)
            guard av_read_frame(format, packet.pointer) >= 0 else {
                try bytes.checkReading()
                return false
            }
            if packet.pointer.pointee.stream_index == track.pointee.index { return true }
        }
    }

    /// A score below this is a guess from a few bytes that could mean anything.
    private static let leastScore: Int32 = 12

    /// A score above this is no guess (FFmpeg's `AVPROBE_SCORE_RETRY`).
    private static let sureScore: Int32 = 25

    private typealias Opened = (
        format: UnsafeMutablePointer<AVFormatContext>, name: String, track: UnsafeMutablePointer<AVStream>
    )

    private static func open(_ bytes: FileBytes) throws(MediaError) -> Opened {
        let (input, name) = try recognise(bytes)
        let format = try open(bytes, as: input)
        do throws(MediaError) {
            return (format, name, try findTrack(in: format))
        } catch {
            var format: UnsafeMutablePointer<AVFormatContext>? = format
            avformat_close_input(&format)
            throw error
        }
    }

    private static func recognise(
        _ bytes: FileBytes
    ) throws(MediaError) -> (UnsafePointer<AVInputFormat>, String) {
        guard let input = guess(bytes, at: endOfTags(in: bytes)) else {
            throw MediaError(.notAudio, "not recognised")
        }
        guard let name = Allowed.container(of: input) else {
            throw MediaError(.notAudio, "looks like \(String(cString: input.pointee.name))")
        }
        return (input, name)
    }

    /// What the bytes from `start` on look like, more of them where few don't tell for sure.
    private static func guess(_ bytes: FileBytes, at start: Int64) -> UnsafePointer<AVInputFormat>? {
        var guess: UnsafePointer<AVInputFormat>?
        for reach in [1 << 12, 1 << 16, 1 << 20] {
            var score: Int32 = 0
            var beginning = bytes.bytes(at: start, count: reach)
            let (count, padding) = (beginning.count, Int(AVPROBE_PADDING_SIZE))
            beginning += repeatElement(0, count: padding)
            guess = beginning.withUnsafeMutableBufferPointer { buffer in
                var data = AVProbeData()
                data.buf = buffer.baseAddress
                data.buf_size = Int32(count)
                return av_probe_input_format3(&data, 1, &score)
            }
            if score < leastScore { guess = nil }
            if score > sureScore || count < reach { break }
        }
        return guess
    }

    /// More tags than this at the start are no song.
    private static let mostTags = 64

    /// Where the tags at the start end, however large they are (ID3v2.4 main structure, §3.1).
    static func endOfTags(in bytes: FileBytes) -> Int64 {
        var end: Int64 = 0
        for _ in 0..<mostTags where end < bytes.size {
            let head = bytes.bytes(at: end, count: 10)
            guard head.count == 10, head.starts(with: "ID3".utf8) else { break }
            let footer: Int64 = head[5] & 0x10 != 0 ? 10 : 0
            end += 10 + head[6...].reduce(0) { $0 << 7 | Int64($1 & 0x7F) } + footer
        }
        return end < bytes.size ? end : 0
    }

    private static func open(
        _ bytes: FileBytes,
        as input: UnsafePointer<AVInputFormat>
    ) throws(MediaError) -> UnsafeMutablePointer<AVFormatContext> {
        let context = try FFmpeg.some(avformat_alloc_context(), "avformat_alloc_context")
        context.pointee.pb = bytes.context
        context.pointee.io_open = { _, _, _, _, _ in -EPERM }
        var options = Options([
            "format_whitelist": String(cString: input.pointee.name),
            "protocol_whitelist": Allowed.protocols,
            "codec_whitelist": Allowed.decoders,
            "max_streams": "64",
        ])
        var format: UnsafeMutablePointer<AVFormatContext>? = context
        let opened = avformat_open_input(&format, nil, input, &options.dictionary)
        guard opened >= 0, let format else {
            throw MediaError(.damaged, "open: \(FFmpeg.text(of: opened))")
        }
        return format
    }

    private static func findTrack(
        in format: UnsafeMutablePointer<AVFormatContext>
    ) throws(MediaError) -> UnsafeMutablePointer<AVStream> {
        try FFmpeg.check(avformat_find_stream_info(format, nil), or: .damaged, "find_stream_info")
        let index = av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, nil, 0)
        guard index >= 0 else { throw MediaError(.noSound, "no track of sound") }
        var found: UnsafeMutablePointer<AVStream>?
        for place in 0..<Int(format.pointee.nb_streams) {
            guard let stream = format.pointee.streams[place] else { continue }
            if place == index { found = stream } else { stream.pointee.discard = AVDISCARD_ALL }
        }
        let track = try FFmpeg.some(found, "best stream")
        let codec = track.pointee.codecpar.pointee.codec_id
        guard Allowed.isSound(codec) else {
            throw MediaError(.unknownCodec, String(cString: avcodec_get_name(codec)))
        }
        return track
    }
}
