import Foundation
import Testing

@testable import DSP

@Suite struct WaveformTests {
    static let vectors = [
        "s16_mono_48000", "s16_stereo_44100", "s24_stereo_96000", "u8_mono_8000", "f32_stereo_44100_over",
    ]

    @Test(arguments: vectors, [1, 7, 4096])
    func `a mix at 256 frames per pixel equals audiowaveform's`(name: String, blockFrames: Int) throws {
        let built = try build(name, samplesPerPixel: 256, isMixed: true, blockFrames: blockFrames)
        let text = String(decoding: built.json(), as: UTF8.self)
        #expect(try text == reference("\(name).z256.json"))
    }

    @Test(arguments: vectors)
    func `split channels at 512 frames per pixel equal audiowaveform's`(name: String) throws {
        let built = try build(name, samplesPerPixel: 512, isMixed: false, blockFrames: 1000)
        let text = String(decoding: built.json(), as: UTF8.self)
        #expect(try text == reference("\(name).z512.split.json"))
    }

    @Test(arguments: vectors)
    func `a coarser level equals measuring at that zoom`(name: String) throws {
        let fine = try build(name, samplesPerPixel: 64, isMixed: true, blockFrames: 999)
        let coarse = try build(name, samplesPerPixel: 512, isMixed: true, blockFrames: 999)
        let made = fine.coarser(by: 8)
        #expect(made.extremes == coarse.extremes)
        #expect(made.length == coarse.length)
        #expect(made.frames == coarse.frames)
        for (one, other) in zip(made.rms, coarse.rms) { #expect(abs(Int(one) - Int(other)) <= 1) }
    }

    @Test func `a mono source mixes to itself through stereo blocks`() throws {
        let file = try WaveFile("s16_mono_48000.wav")
        var builder = WaveformBuilder(sampleRate: 48000)
        builder.append(file.samples.flatMap { [$0, $0] })
        let text = String(decoding: builder.finish().json(), as: UTF8.self)
        #expect(try text == reference("s16_mono_48000.z256.json"))
    }

    @Test func `the root mean square of a sine is its amplitude over the square root of two`() {
        var builder = WaveformBuilder(sampleRate: 48000, samplesPerPixel: 480)
        let tone = (0..<4850).flatMap { frame -> [Float] in
            let value = 0.5 * Float(sin(2 * Double.pi * Double(frame) / 48))
            return [value, value]
        }
        builder.append(tone)
        let waveform = builder.finish()
        #expect(waveform.length == 11)
        #expect(waveform.rms.prefix(10).allSatisfy { $0 == 45 })
        #expect(waveform.rmsJSON().starts(with: Array("{\"version\":2,\"channels\":1,".utf8)))
    }

    @Test func `no sample is too wild to be measured`() {
        for quantisation in [Quantisation.held, .wrapped] {
            var builder = WaveformBuilder(sampleRate: 8000, quantisation: quantisation)
            let wild: [Float] = [
                .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .nan, -1, 1, 2,
            ]
            builder.append(wild)
            #expect(builder.finish().extremes.count == 2)
        }
    }

    @Test func `silence is a flat line and no sound is an empty one`() {
        var builder = WaveformBuilder(sampleRate: 44100)
        #expect(builder.finish().json() == Array(emptyJSON.utf8))
        builder = WaveformBuilder(sampleRate: 44100)
        builder.append([Float](repeating: 0, count: 600))
        #expect(builder.soFar.extremes == [0, 0])
        #expect(builder.finish().extremes == [0, 0, 0, 0])
    }

    private let emptyJSON = """
        {"version":2,"channels":1,"sample_rate":44100,"samples_per_pixel":256,"bits":8,"length":0,"data":[]}

        """

    private func build(
        _ name: String,
        samplesPerPixel: Int,
        isMixed: Bool,
        blockFrames: Int
    ) throws -> Waveform {
        let file = try WaveFile("\(name).wav")
        var builder = WaveformBuilder(
            sampleRate: file.sampleRate,
            samplesPerPixel: samplesPerPixel,
            inputChannels: file.channels,
            isMixed: isMixed,
            quantisation: file.isFloat ? .wrapped : .held
        )
        let step = blockFrames * file.channels
        for start in stride(from: 0, to: file.samples.count, by: step) {
            builder.append(Array(file.samples[start..<min(start + step, file.samples.count)]))
        }
        return builder.finish()
    }

    private func reference(_ name: String) throws -> String {
        try String(contentsOf: WaveFile.folder.appending(path: name), encoding: .utf8)
    }
}
