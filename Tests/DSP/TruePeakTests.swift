import Foundation
import Testing

@testable import DSP

@Suite struct TruePeakTests {
    /// EBU Tech 3341 (2016), test signals 15 to 19: a quarter of the rate at several phases, −6 dBTP, +0.2 −0.4.
    @Test(arguments: [(4, 0.0), (4, 45.0), (6, 60.0), (8, 67.5)])
    func `a tone between the samples is found`(framesPerCycle: Int, degrees: Double) {
        let tone = (0..<4800).map { frame in
            0.5 * sin(2 * Double.pi * (Double(frame) / Double(framesPerCycle) + degrees / 360))
        }
        var meter = TruePeak()
        meter.append(fadedIn(tone).flatMap { [$0, 0] })
        #expect(meter.decibels < -6.02 + 0.2)
        #expect(meter.decibels > -6.02 - 0.4)
    }

    @Test(arguments: [1, 5, 64, 1000])
    func `blocks of any length give the same peak`(frames: Int) {
        var random = SystemRandomNumberGenerator()
        let noise = (0..<4000).map { _ in Float.random(in: -0.9...0.9, using: &random) }
        var whole = TruePeak()
        whole.append(noise)
        var cut = TruePeak()
        for start in stride(from: 0, to: noise.count, by: 2 * frames) {
            cut.append(Array(noise[start..<min(start + 2 * frames, noise.count)]))
        }
        #expect(whole.amplitude == cut.amplitude)
    }

    @Test func `passing over quiet stretches changes nothing`() {
        var loud = [Float](repeating: 0, count: 2 * 5000)
        for frame in 0..<5000 {
            loud[2 * frame] = Float(sin(Double(frame * frame) / 9000)) * (frame < 2000 ? 0.3 : 1)
        }
        var meter = TruePeak()
        meter.append(loud)
        #expect(meter.amplitude == directPeak(of: loud))
    }

    @Test func `no phase of the filter amplifies more than its bound, and each keeps a steady level`() {
        for phase in 0..<4 {
            let gains = (0..<12).flatMap {
                [TruePeak.Filter.newer[$0][phase], TruePeak.Filter.older[$0][phase]]
            }
            #expect(gains.reduce(0) { $0 + $1.magnitude } < TruePeak.Filter.gain)
            #expect(abs(gains.reduce(0, +) - 1) < 1e-5)
        }
    }

    @Test func `a peak at the very end counts`() {
        var meter = TruePeak()
        meter.append([0, 0, 0, 0, 0.25, -0.75])
        #expect(meter.amplitude >= 0.75)
    }

    @Test func `the right channel counts, and silence is minus infinity`() {
        var meter = TruePeak()
        #expect(meter.decibels == -.infinity)
        meter.append([0, -0.5, 0, 0])
        #expect(meter.amplitude >= 0.5)
    }

    /// The largest of every output of the filter and every sample, left channel, nothing passed over.
    private func directPeak(of stereo: [Float]) -> Float {
        let pad = [Float](repeating: 0, count: TruePeak.Filter.taps)
        let left = pad + stride(from: 0, to: stereo.count, by: 2).map { stereo[$0] } + pad
        var peak = left.map(\.magnitude).max() ?? 0
        for index in TruePeak.Filter.taps..<left.count {
            for phase in 0..<4 { peak = max(peak, output(of: left, at: index, phase).magnitude) }
        }
        return peak
    }

    private func output(of samples: [Float], at index: Int, _ phase: Int) -> Float {
        var newer: Float = 0
        var older: Float = 0
        for tap in 0..<12 {
            newer += TruePeak.Filter.newer[tap][phase] * samples[index - tap]
            older += TruePeak.Filter.older[tap][phase] * samples[index - 12 - tap]
        }
        return newer + older
    }

    private func fadedIn(_ tone: [Double]) -> [Float] {
        tone.enumerated().map { Float($1 * min(1, Double($0) / 480, Double(tone.count - $0) / 480)) }
    }
}
