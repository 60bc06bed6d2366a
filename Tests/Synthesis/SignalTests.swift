import Foundation
import Testing

@testable import Synthesis

@Suite struct SignalTests {
    /// 16 384 frames of a wavetable at `cycles` turns in all of them, so that each harmonic falls on a whole number.
    private func tone(_ table: Wavetable, cycles: Int) -> [Float] {
        let edition = table.edition(for: Float(cycles) * 48_000 / 16_384)
        let step = UInt32(cycles) << 18
        return (0..<16_384).map { table.value(edition, UInt32($0) &* step) }
    }

    @Test(arguments: [37, 151, 401, 997, 1777])
    func `a saw has nothing between its harmonics above −60 dB`(cycles: Int) {
        let samples = tone(.saw, cycles: cycles)
        let total = power(of: samples)
        let harmonic = stride(from: cycles, to: 8192, by: cycles).reduce(0.0) {
            $0 + power(of: samples, cycles: $1)
        }
        #expect(decibels(max(1e-15, total - harmonic) / total) < -60)
    }

    @Test func `a saw of 440 Hz reaches up to 15 kHz`() {
        let samples = tone(.saw, cycles: 150)
        #expect(decibels(power(of: samples, cycles: 150 * 34) / power(of: samples, cycles: 150)) > -33)
    }

    @Test(arguments: [200.0, 1000, 5000])
    func `a low-pass is 3 dB down at its cutoff and 24 dB two octaves above`(cutoff: Double) {
        func level(at frequency: Double) -> Double {
            var filter = Filter(cutoff: Float(cutoff), resonance: 0)
            let samples = (0..<48_000).map { index in
                filter.low(Float(sin(2 * Double.pi * frequency * Double(index) / 48_000)))
            }
            return decibels(power(of: Array(samples[24_000...])) / 0.5)
        }
        #expect(abs(level(at: cutoff) + 3) < 0.3)
        #expect(abs(level(at: cutoff / 8)) < 0.1)
        #expect(level(at: cutoff * 4 > 20_000 ? 20_000 : cutoff * 4) < -22)
    }

    @Test func `the polynomial sine is right to a hundred thousandth`() {
        for index in 0..<4096 {
            let phase = UInt32(index) << 20
            let exact = sin(2 * Double.pi * Double(index) / 4096)
            #expect(abs(Double(Sine.at(phase)) - exact) < 1e-5)
        }
    }

    @Test func `an envelope rises, holds and ends`() {
        var envelope = Envelope()
        envelope.start(EnvelopeShape(0.01, 0.05, 0.5, 0.02), frames: 24_000)
        let levels = (0..<36_000).map { _ in envelope.next() }
        #expect(levels[..<480].max().map { $0 > 0.95 } == true)
        #expect(abs(levels[23_999] - 0.5) < 0.01)
        #expect(levels[35_999] < 0.001)
        #expect(!envelope.isSounding)
    }
}
