import Foundation
import Testing

@testable import Synthesis

@Suite struct VoiceTests {
    /// Mono frames of one note.
    private func note(_ instrument: Instrument, _ frequency: Float, frames: Int = 48_000) -> [Float] {
        let tone = Tone(frequency: frequency, velocity: 0.8, frames: frames, seed: 7)
        var players = instrument.players(of: [Cue(start: 0, tone: tone, gains: [1, 1])])
        var block = [Stereo](repeating: .zero, count: frames)
        _ = players.play(into: &block, from: 0)
        return block.map(\.x)
    }

    @Test(arguments: [55.0, 110, 196, 246.94, 440, 659.26, 880])
    func `a plucked string is in tune within three cents`(frequency: Double) {
        let samples = Array(note(.pluck(.steel), Float(frequency))[2000...])
        let cents = 1200 * log2(pitch(of: samples, near: frequency) / frequency)
        #expect(abs(cents) < 3, "\(cents) cents")
    }

    private static let everything: [(String, Instrument)] = [
        ("pluck", .pluck(.nylon)), ("piano", .modal(.feltPiano)), ("bell", .modal(.bell)),
        ("keys", .keys(.electricPiano)), ("pad", .synth(.pad)), ("lead", .synth(.lead)),
        ("flute", .synth(.flute)), ("choir", .choir(.ah)), ("kick", .drum(.kick)), ("ride", .drum(.ride)),
        ("applause", .air(.applause)),
    ]

    @Test(arguments: everything.map(\.0))
    func `every instrument sounds, at a sane level, without numbers that are none or too small`(
        name: String
    ) throws {
        let instrument = try #require(Self.everything.first { $0.0 == name }).1
        let samples = note(instrument, 261.63, frames: 96_000)
        #expect(samples.allSatisfy { $0.isFinite && !$0.isSubnormal })
        let peak = samples.reduce(0) { max($0, $1.magnitude) }
        #expect(peak > 0.05 && peak < 2.5, "\(peak)")
    }

    @Test func `where all voices are busy the oldest gives way`() {
        let cues = (0..<30).map { index in
            let tone = Tone(frequency: 220, velocity: 0.8, frames: 40_000, seed: UInt64(index))
            return Cue(start: index * 100, tone: tone, gains: [1, 1])
        }
        var players = Instrument.pluck(.harp).players(of: cues)
        var block = [Stereo](repeating: .zero, count: 256)
        for position in stride(from: 0, to: 48_000, by: 256) {
            _ = players.play(into: &block, from: position)
        }
        #expect(block.allSatisfy { $0.x.isFinite })
    }
}
