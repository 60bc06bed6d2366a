import Foundation
import Recordings
import Testing

@testable import Media

/// An MP3 file holds all of the music, and its tag says where that begins and ends.
@Suite struct MP3Tests {
    let scratch: Scratch
    let music: Music

    init() throws {
        scratch = try Scratch()
        music = try Music()
    }

    @Test(arguments: [RenditionFormat.mp3At320, .mp3At128], [0.01, 3, 20.537])
    func `trimmed by its tag it is as long as the music, to the sample, and in its place`(
        format: RenditionFormat,
        seconds: Double
    ) async throws {
        for rate in [44100, 48000] {
            let path = try music.cut(.wav, seconds: seconds, rate: rate, into: scratch)
            let package = try await Collected.run(path, [format])
            let file = try scratch.write(package.files[format] ?? [], as: "\(format.rawValue).mp3")
            let source = try Music.reference(path)
            let heard = try Music.reference(file)
            #expect(heard.count == source.count)
            #expect(package.ends[format] == RenditionEnd(frames: source.count / 2, segments: 1))
            let apart = zip(source, heard).reduce(0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
            let power = source.reduce(0) { $0 + Double($1 * $1) }
            if seconds > 1 { #expect(10 * log10(power / apart) > 12) }
        }
    }

    @Test(arguments: [(Music.Format.wav, 96000, 48000), (.flac, 22050, 44100), (.opus, 48000, 48000)])
    func `other rates come at one that every player takes`(
        format: Music.Format,
        rate: Int,
        coded: Int
    ) async throws {
        let path = try music.cut(format, seconds: 5, rate: rate, into: scratch)
        let package = try await Collected.run(path, [.mp3At320])
        #expect(package.starts[.mp3At320]?.sampleRate == coded)
        let file = try scratch.write(package.files[.mp3At320] ?? [], as: "other.mp3")
        let frames = try Music.reference(path, rate: coded).count / 2
        #expect(abs(try Music.reference(file).count / 2 - frames) <= 1)
    }

    @Test func `the tag says what FFmpeg's own would`() async throws {
        let path = try music.cut(.wav, seconds: 10, into: scratch)
        let package = try await Collected.run(path, [.mp3At320])
        let bytes = try #require(package.files[.mp3At320])
        let peer = scratch.path("peer.mp3")
        try Tool.ffmpeg([
            "-i", path, "-c:a", "libmp3lame", "-b:a", "320k", "-id3v2_version", "0", "-write_id3v1", "0",
            peer,
        ])
        let other = [UInt8](try Data(contentsOf: URL(filePath: peer)))
        func delay(_ file: [UInt8]) -> Int { Int(file[177]) << 4 | Int(file[178]) >> 4 }
        func padding(_ file: [UInt8]) -> Int { Int(file[178] & 15) << 8 | Int(file[179]) }
        func number(_ file: [UInt8], _ place: Int) -> Int {
            file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
        }
        #expect(String(decoding: bytes[36..<40] + bytes[156..<160], as: UTF8.self) == "InfoLAME")
        #expect(delay(bytes) == delay(other) && delay(bytes) == 576)
        let sound = number(bytes, 44) * 1152
        #expect(sound - delay(bytes) - padding(bytes) == 441_000)
        #expect(padding(bytes) >= 529)
        #expect(number(bytes, 48) == bytes.count && number(bytes, 184) == bytes.count)
        #expect(number(other, 184) == other.count)
    }

    @Test func `the checksum is the one that the reference makes`() throws {
        // The check value of CRC-16/ARC.
        var sum = CRC16()
        sum.append(Array("123456789".utf8))
        #expect(sum.value == 0xBB3D)
    }

    @Test func `the tag's checksums are those of its bytes and of the music`() async throws {
        let path = try music.cut(.wav, seconds: 3, into: scratch)
        let bytes = try #require(try await Collected.run(path, [.mp3At128]).files[.mp3At128])
        let head = 144 * 128_000 / 44100
        var music = CRC16()
        music.append(Array(bytes[head...]))
        var tag = CRC16()
        tag.append(Array(bytes[..<190]))
        #expect(Int(music.value) == Int(bytes[188]) << 8 | Int(bytes[189]))
        #expect(Int(tag.value) == Int(bytes[190]) << 8 | Int(bytes[191]))
    }
}
