import HTTP

@testable import Playback

/// A stored waveform, which a child wrote that a file may have taken over: whatever lies there, it is read or refused,
/// and what is read is written and read as the same, and can be shown at every zoom.
@Sendable func fuzzWaveforms(_ bytes: [UInt8]) {
    for measure in [StoredWaveform.Measure.extremes, .rms] {
        guard let waveform = StoredWaveform(bytes, measure) else { continue }
        expectSame(StoredWaveform(waveform.json, measure), waveform, "read otherwise")
        for factor in [1, 2, 3, 1 << 16] {
            let coarse = waveform.coarser(by: factor)
            let pixels = waveform.data.count / measure.width
            expectSame(coarse.data.count / measure.width, (pixels + factor - 1) / factor, "pixels are lost")
            if measure == .extremes {
                expectSame(coarse.data.max(), waveform.data.max(), "the peak is another")
                expectSame(coarse.data.min(), waveform.data.min(), "the trough is another")
            }
            guard coarse.samplesPerPixel <= StoredWaveform.coarsest else { continue }
            expectSame(StoredWaveform(coarse.json, measure), coarse, "read otherwise once coarser")
        }
    }
}
