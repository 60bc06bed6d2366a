import Foundation
import Recordings
import Testing

@testable import Media

@Suite struct MeasurementTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test(arguments: ["battle", "knolls", "sad"], [Music.Format.wav, .mp3, .flac24])
    func `loudness and peak are FFmpeg's`(name: String, format: Music.Format) async throws {
        let path = try Music(name).cut(format, seconds: 15, into: scratch)
        let found = try await measure(path)
        let reference = try ebur128(path)
        #expect(abs(try #require(found.loudness) - reference.integrated) <= 0.1)
        #expect(abs(try #require(found.loudnessRange) - reference.range) <= 0.5)
        #expect(abs(try #require(found.truePeak) - reference.peak) <= 0.1)
    }

    @Test(arguments: [22050, 48000, 96000])
    func `at other rates too`(rate: Int) async throws {
        let path = try Music("frantic").cut(.flac24, seconds: 12, rate: rate, into: scratch)
        let found = try await measure(path)
        let reference = try ebur128(path)
        #expect(abs(try #require(found.loudness) - reference.integrated) <= 0.1)
        #expect(abs(try #require(found.truePeak) - reference.peak) <= 0.1)
    }

    @Test func `one channel is measured as one`() async throws {
        let path = scratch.path("mono.wav")
        try Tool.ffmpeg(["-i", try Music().cut(.wav, seconds: 10, into: scratch), "-ac", "1", path])
        #expect(abs(try #require(await measure(path).loudness) - ebur128(path).integrated) <= 0.1)
    }

    @Test func `the fingerprint survives coding and tells recordings apart`() async throws {
        let battle = try Music("battle")
        let one = try #require(await measure(battle.cut(.wav, seconds: 20, into: scratch)).fingerprint)
        let same = try #require(await measure(battle.cut(.mp3, seconds: 20, into: scratch)).fingerprint)
        let other = try #require(
            await measure(Music("sad").cut(.wav, seconds: 20, into: scratch)).fingerprint
        )
        #expect((one.hash ^ same.hash).nonzeroBitCount <= 4)
        #expect((one.hash ^ other.hash).nonzeroBitCount > 4)
        #expect(one.text.hasPrefix("AQA"))
    }

    private func measure(_ path: String) async throws -> Measurements {
        try #require(try await Collected.run(path, [], isMeasured: true).measurements)
    }

    /// The summary that `ffmpeg`'s filter prints.
    private func ebur128(_ path: String) throws -> (integrated: Double, range: Double, peak: Double) {
        let text = try Tool.run(
            "ffmpeg",
            [
                "-nostdin", "-nostats", "-i", path, "-map", "0:a", "-af", "ebur128=peak=true", "-f", "null",
                "-",
            ]
        ).errors
        let summary = try #require(text.range(of: "Summary:")).upperBound
        func number(_ label: String) throws -> Double {
            let start = try #require(text.range(of: label, range: summary..<text.endIndex)).upperBound
            return try #require(Double(text[start...].split(separator: " ", maxSplits: 1)[0]))
        }
        return (try number("I:"), try number("LRA:"), try number("Peak:"))
    }
}
