import Foundation
import Recordings
import Testing

@testable import Media

/// FLAC holds the recording bit for bit, from its first sample to its last.
@Suite struct LosslessTests {
    let scratch: Scratch
    let music: Music

    init() throws {
        scratch = try Scratch()
        music = try Music()
    }

    @Test(arguments: [
        (Music.Format.wav, 44100, 16), (.wav, 48000, 16), (.flac, 22050, 16), (.wav24, 96000, 24),
        (.flac24, 48000, 24), (.aiff, 88200, 24), (.alac, 44100, 16), (.wav, 44101, 16),
    ])
    func `every bit of a lossless source comes out again`(
        format: Music.Format,
        rate: Int,
        bits: Int
    ) async throws {
        // Odd in length, so that the last block is short.
        let path = try music.cut(format, seconds: 13.37, rate: rate, into: scratch)
        let package = try await Collected.run(path, [.flac])
        let start = try #require(package.starts[.flac])
        #expect(start == RenditionStart(format: .flac, sampleRate: rate, skip: 0, priming: 0))
        let file = try scratch.write(package.file(.flac), as: "whole.mp4")
        let source = try samples(path)
        #expect(try samples(file) == source)
        #expect(package.ends[.flac]?.frames == source.count / 8)
        #expect(try probe(file, "bits_per_raw_sample") == "\(bits)")
        let frames = (package.segments[.flac] ?? []).map(\.frames)
        #expect(frames.reduce(0, +) == source.count / 8)
    }

    @Test func `a rate of studios is cut where the other renditions are`() async throws {
        let path = try music.cut(.wav24, seconds: 14, rate: 96000, into: scratch)
        let package = try await Collected.run(path, [.flac])
        let segments = try #require(package.segments[.flac])
        #expect(segments.map(\.frames) == [576_000, 576_000, 192_000])
        #expect(segments[0].parts.map(\.frames) == [192_000, 192_000, 192_000])
    }

    @Test func `one channel comes out of both`() async throws {
        let path = scratch.path("mono.wav")
        try Tool.ffmpeg(["-i", try music.cut(.wav, seconds: 3, into: scratch), "-ac", "1", path])
        let package = try await Collected.run(path, [.flac])
        let file = try scratch.write(package.file(.flac), as: "mono.mp4")
        for channel in 0..<2 {
            let one = try Tool.ffmpeg([
                "-i", file, "-af", "pan=mono|c0=c\(channel)", "-f", "s32le", "-",
            ])
            #expect(try one == Tool.ffmpeg(["-i", path, "-f", "s32le", "-"]))
        }
    }

    @Test(arguments: [Music.Format.mp3, .vorbis])
    func `what was coded with loss is kept in 16 bits`(format: Music.Format) async throws {
        let path = try music.cut(format, seconds: 4, into: scratch)
        let package = try await Collected.run(path, [.flac])
        let file = try scratch.write(package.file(.flac), as: "whole.mp4")
        #expect(try probe(file, "bits_per_raw_sample") == "16")
        let source = try Music.reference(path)
        let heard = try Music.reference(file)
        #expect(heard.count == source.count)
        let apart = zip(source, heard).map { abs(min(max($0, -1), 32767 / 32768) - $1) }.max() ?? 1
        #expect(apart <= 0.51 / 32768)
    }

    @Test func `beyond full scale a float source is clipped, and kept to 24 bits below`() async throws {
        let path = scratch.path("hot.wav")
        try Tool.ffmpeg([
            "-i", try music.cut(.wav, seconds: 3, into: scratch), "-af", "volume=9dB", "-c:a", "pcm_f32le",
            path,
        ])
        let package = try await Collected.run(path, [.flac])
        let heard = try Music.reference(scratch.write(package.file(.flac), as: "hot.mp4"))
        let source = try Music.reference(path)
        #expect(source.contains { $0 > 1 })
        let apart = zip(source, heard).map { abs(min(max($0, -1), 1) - $1) }.max() ?? 1
        #expect(apart <= 1.01 / 8_388_608)
    }

    /// What FFmpeg decodes, as interleaved stereo of 32 bits.
    private func samples(_ path: String) throws -> Data {
        try Tool.ffmpeg(["-i", path, "-map", "0:a:0", "-ac", "2", "-f", "s32le", "-"])
    }

    private func probe(_ path: String, _ entry: String) throws -> String {
        let arguments = ["-v", "error", "-show_entries", "stream=\(entry)", "-of", "csv=p=0", path]
        let output = try Tool.run("ffprobe", arguments).output
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
