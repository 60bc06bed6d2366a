import DSP
import Foundation
import Recordings
import Testing

@testable import Media

@Suite struct DecoderTests {
    let scratch: Scratch
    let music: Music

    init() throws {
        scratch = try Scratch()
        music = try Music("knolls")
    }

    @Test(arguments: Music.Format.allCases)
    func `decodes exactly what FFmpeg decodes`(format: Music.Format) throws {
        let path = try music.cut(format, seconds: 3.21, into: scratch)
        let decoder = try Decoder(path: path)
        let samples = try decoder.whole()
        let reference = try Music.reference(path)
        // FFmpeg's command keeps what fills the last packet of AAC.
        let padding = format == .aac ? 2 * 1023 : 0
        #expect((0...padding).contains(reference.count - samples.count))
        #expect(largestDifference(samples, reference) < 1e-6)
    }

    @Test(arguments: [
        Music.Format.wav, .wav24, .wavFloat, .aiff, .flac, .flac24, .aac, .alac, .mp3, .vorbis, .w64, .caf,
        .wavpack,
    ])
    func `the length is that of the music, without priming or padding`(format: Music.Format) throws {
        let samples = try Decoder(path: music.cut(format, seconds: 2.5, into: scratch)).whole()
        #expect(samples.count / 2 == 110_250)
    }

    @Test func `opus keeps its length at 48 kHz`() throws {
        let decoder = try Decoder(path: music.cut(.opus, seconds: 2.5, into: scratch))
        #expect(decoder.sampleRate == 48000)
        #expect(try decoder.whole().count / 2 == 120_000)
    }

    @Test func `blocks follow one another`() throws {
        let decoder = try Decoder(path: music.cut(.flac, into: scratch))
        var frames = 0
        while let block = try decoder.next() {
            #expect(block.start == frames)
            frames += block.frames
        }
        #expect(frames == 264_600)
        #expect(try decoder.next() == nil)
    }

    @Test func `mono is duplicated at its own level`() throws {
        let path = scratch.path("mono.wav")
        try Tool.ffmpeg(["-i", try music.cut(.wav, seconds: 1, into: scratch), "-ac", "1", path])
        let decoder = try Decoder(path: path)
        let samples = try decoder.whole()
        let raw = try Tool.ffmpeg(["-i", path, "-f", "f32le", "-"])
        let mono = raw.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        #expect(decoder.channels == 1)
        #expect(samples == mono.flatMap { [$0, $0] })
    }

    @Test func `surround is folded by BS.775`() throws {
        let path = scratch.path("surround.wav")
        // One level per channel: L R C LFE Ls Rs.
        try Tool.ffmpeg([
            "-f", "lavfi", "-i",
            "aevalsrc=0.1|0.2|0.3|0.9|0.05|0.15:c=5.1:d=0.5:s=48000", "-c:a", "pcm_f32le", path,
        ])
        let samples = try Decoder(path: path).whole()
        let half = 0.5.squareRoot()
        #expect(abs(Double(samples[2000]) - (0.1 + half * 0.3 + half * 0.05)) < 1e-6)
        #expect(abs(Double(samples[2001]) - (0.2 + half * 0.3 + half * 0.15)) < 1e-6)
    }

    @Test func `what is no number becomes silence`() throws {
        let wild: [Float] = [0.5, .nan, .infinity, -.infinity, 1e30, -0.25]
        let raw = try scratch.write(
            wild.flatMap { withUnsafeBytes(of: $0.bitPattern, Array.init) },
            as: "wild.raw"
        )
        let path = scratch.path("wild.wav")
        try Tool.ffmpeg(["-f", "f32le", "-ar", "44100", "-ac", "2", "-i", raw, "-c:a", "pcm_f32le", path])
        #expect(try Decoder(path: path).whole() == [0.5, 0, 0, 0, 0, -0.25])
    }

    @Test func `absurd rates and channels are refused`() throws {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: music.cut(.wav, seconds: 1, into: scratch))))
        for (channels, rate) in [(182, 44100), (64, 44100), (2, 1_000_000_000), (2, 3)] {
            bytes.replaceSubrange(
                22..<24,
                with: withUnsafeBytes(of: UInt16(channels).littleEndian, Array.init)
            )
            bytes.replaceSubrange(24..<28, with: withUnsafeBytes(of: UInt32(rate).littleEndian, Array.init))
            let path = try scratch.write(bytes, as: "absurd.wav")
            let error = #expect(throws: MediaError.self) { try Probe.file(path) }
            #expect(error?.reason == .damaged)
        }
    }

    @Test func `damaged packets are passed over`() throws {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: music.cut(.mp3, into: scratch))))
        for place in stride(from: 20_000, to: bytes.count - 20_000, by: 5000) { bytes[place] ^= 0xFF }
        let samples = try Decoder(path: scratch.write(bytes, as: "damaged.mp3")).whole()
        #expect(abs(samples.count / 2 - 264_600) < 5 * 1152)
    }

    private func largestDifference(_ one: [Float], _ other: [Float]) -> Float {
        zip(one, other).reduce(0) { max($0, abs($1.0 - $1.1)) }
    }
}

extension Decoder {
    /// All samples, stereo by turns.
    func whole() throws -> [Float] {
        var samples: [Float] = []
        while let block = try next() { samples += block.samples }
        return samples
    }
}
