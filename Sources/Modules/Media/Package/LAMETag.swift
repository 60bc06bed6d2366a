/// The first frame of an MP3 file, silent itself, which tells players its length and what to cut off at both ends.
///
/// Xing's header with LAME's extension ("Mp3 Info Tag rev 1 specifications", LAME project), for MPEG-1 layer III at a
/// constant rate in joint stereo.
struct LAMETag {
    private let sampleRate: Int
    private let bitrate: Int

    /// Frames that the decoder gives before the music: the encoder's delay and 529 of the decoder's own.
    private let priming: Int
    private var packets = 0
    private var music = CRC16()
    private var musicBytes = 0

    /// Frames of sound in an MP3 packet.
    private static let packetFrames = 1152

    /// Frames by which every decoder is late beyond the encoder's delay.
    private static let decoderDelay = 529

    /// `bitrate` in bits per second, at 44 100 or 48 000 Hz.
    init(sampleRate: Int, bitrate: Int, priming: Int) {
        self.sampleRate = sampleRate
        self.bitrate = bitrate
        self.priming = priming
    }

    /// Takes note of packets that follow in the file.
    mutating func count(_ coded: CodedPackets) {
        packets += coded.sizes.count
        musicBytes += coded.bytes.count
        music.append(coded.bytes)
    }

    /// Frames of coded sound so far.
    var frames: Int { packets * Self.packetFrames }

    /// The frame as it stands at the head of a file that holds `music` frames of music; always equally long.
    func bytes(music frames: Int) -> [UInt8] {
        let total = frameBytes + musicBytes
        var bytes = header + [UInt8](repeating: 0, count: Self.sideInformation)
        bytes += Array("Info".utf8) + Self.big(0x0F, 4) + Self.big(packets, 4) + Self.big(total, 4)
        bytes += (0..<100).map { UInt8($0 * 256 / 100) } + Self.big(0, 4)
        bytes += Array("LAME3.100".utf8)
        // Revision 0, constant rate; then nothing known of low pass and replay gain.
        bytes += [1] + [UInt8](repeating: 0, count: 10)
        bytes.append(UInt8(min(255, bitrate / 1000)))
        bytes += Self.big(delay << 12 | padding(after: frames), 3)
        bytes.append(sampleRate == 48000 ? 0x8C : 0x4C)
        bytes += [0, 0, 0] + Self.big(total, 4) + Self.big(Int(music.value), 2)
        var tag = CRC16()
        tag.append(bytes)
        bytes += Self.big(Int(tag.value), 2)
        return bytes + [UInt8](repeating: 0, count: frameBytes - bytes.count)
    }

    /// Bytes of side information in a stereo frame (ISO/IEC 11172-3 §2.4.1.7).
    private static let sideInformation = 32

    private var delay: Int { max(0, priming - Self.decoderDelay) }

    private func padding(after frames: Int) -> Int {
        min(0xFFF, max(0, self.frames - delay - frames))
    }

    /// Sync, MPEG-1, layer III, no checksum, rate, joint stereo, original (ISO/IEC 11172-3 §2.4.1.3).
    private var header: [UInt8] {
        let rates = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]
        let index = (rates.firstIndex(of: bitrate / 1000) ?? 0) + 1
        return [0xFF, 0xFB, UInt8(index << 4) | (sampleRate == 48000 ? 0x04 : 0), 0x44]
    }

    private var frameBytes: Int { 144 * bitrate / sampleRate }

    private static func big(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}

/// The checksum of the polynomial 0x8005, least bit first, begun at 0: the one that LAME's tag holds.
struct CRC16 {
    private(set) var value: UInt16 = 0

    private static let table: [UInt16] = (0..<256).map { byte in
        (0..<8).reduce(UInt16(byte)) { rest, _ in rest & 1 == 1 ? rest >> 1 ^ 0xA001 : rest >> 1 }
    }

    mutating func append(_ bytes: [UInt8]) {
        for byte in bytes { value = value >> 8 ^ Self.table[Int((value ^ UInt16(byte)) & 0xFF)] }
    }
}
