import DSP
import Foundation
import Testing

@testable import Synthesis

@Suite struct LimiterTests {
    private func truePeak(after input: [Stereo], ceiling: Float) -> Double {
        var limiter = Limiter(ceiling: ceiling)
        var meter = TruePeak()
        let silence = [Stereo](repeating: .zero, count: 2 * Limiter.delay)
        let output = (input + silence).map { limiter.next($0) }
        let interleaved = output.flatMap { [$0.x, $0.y] }
        meter.append(interleaved.span)
        return meter.decibels
    }

    @Test func `noise 12 dB too loud stays below the ceiling`() {
        var random = Random(seed: 3)
        let noise = (0..<96_000).map { _ in Stereo(random.signed(), random.signed()) * 4 }
        #expect(truePeak(after: noise, ceiling: -1) <= -1)
    }

    @Test(arguments: [997.0, 6000, 11_025, 14_000])
    func `a sine whose peaks lie between its samples stays below the ceiling`(frequency: Double) {
        let sine = (0..<48_000).map { index in
            let value = Float(1.6 * sin(2 * Double.pi * frequency * Double(index) / 48_000 + 0.7))
            return Stereo(value, -value)
        }
        #expect(truePeak(after: sine, ceiling: -1) <= -1)
    }

    @Test func `what is soft passes as it is, later`() {
        var limiter = Limiter(ceiling: -1)
        let input = (0..<4800).map { Stereo(Float($0 % 100) / 400, 0) }
        let output = input.map { limiter.next($0) }
        for index in Limiter.delay..<4800 {
            #expect(abs(output[index].x - input[index - Limiter.delay].x) < 1e-5)
        }
    }
}
