import Testing

@testable import Playback

struct WaveformTests {
    let json = Array(
        """
        {"version":2,"channels":1,"sample_rate":48000,"samples_per_pixel":256,"bits":8,"length":3,\
        "data":[0,1,-128,127,-5,6]}

        """.utf8
    )

    @Test func `a waveform is read and written to the same text`() throws {
        let waveform = try #require(StoredWaveform(json, .extremes))
        #expect(waveform.data == [0, 1, -128, 127, -5, 6])
        #expect(waveform.sampleRate == 48_000 && waveform.samplesPerPixel == 256)
        #expect(waveform.json == json)
    }

    @Test func `a coarser pixel holds the extremes of those it covers`() throws {
        let coarse = try #require(StoredWaveform(json, .extremes)).coarser(by: 2)
        #expect(coarse.data == [-128, 127, -5, 6])
        #expect(coarse.samplesPerPixel == 512)
    }

    @Test func `a coarser pixel holds the root of the mean square`() {
        let fine = StoredWaveform(.rms, sampleRate: 8000, samplesPerPixel: 256, data: [3, 4, 127])
        #expect(fine.coarser(by: 2).data == [4, 127])
        #expect(fine.coarser(by: 4).data == [73])
    }

    @Test func `silence of no length is a waveform too`() throws {
        let empty = StoredWaveform(.rms, sampleRate: 8000, samplesPerPixel: 256, data: [])
        #expect(StoredWaveform(empty.json, .rms) == empty)
        #expect(empty.coarser(by: 8).data == [])
    }

    @Test(arguments: ["[1,2", "[1,,2]", "[1,200]", "[--1,2]", "[1.5,2]", "[1,2,3]", "[-,1]", "[,]"])
    func `what is no waveform is refused`(data: String) {
        let text = #"{"version":2,"sample_rate":8000,"samples_per_pixel":256,"data":"# + data + "}"
        #expect(StoredWaveform(Array(text.utf8), .extremes) == nil)
    }

    @Test(arguments: [("256", "[1,-128]"), ("0", "[1]"), ("-256", "[1]"), ("9223372036854775807", "[1]")])
    func `what can't be measured is refused`(samplesPerPixel: String, data: String) {
        let text = #"{"sample_rate":8000,"samples_per_pixel":\#(samplesPerPixel),"data":\#(data)}"#
        #expect(StoredWaveform(Array(text.utf8), .rms) == nil)
    }
}
