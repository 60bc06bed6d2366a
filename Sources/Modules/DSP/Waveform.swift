/// The outline of a recording: per pixel and channel the lowest and highest sample, per pixel the energy.
package struct Waveform: Sendable, Equatable {
    /// Hz of the sound it was measured from.
    package let sampleRate: Int

    /// Frames of sound per pixel.
    package let samplesPerPixel: Int

    /// Channels measured apart: 1 for a mix.
    package let channels: Int

    /// Lowest then highest value, −128…127, per channel within each pixel.
    package internal(set) var extremes: [Int8] = []

    /// Sum of squared samples per pixel, full scale ±1, averaged over the channels.
    package internal(set) var energy: [Float] = []

    /// Frames of sound measured; the last pixel may hold fewer than `samplesPerPixel`.
    package internal(set) var frames = 0

    init(sampleRate: Int, samplesPerPixel: Int, channels: Int) {
        self.sampleRate = sampleRate
        self.samplesPerPixel = samplesPerPixel
        self.channels = channels
    }

    /// The number of pixels.
    package var length: Int { energy.count }

    /// Root mean square per pixel, 0…127 on the same scale as the extremes.
    package var rms: [Int8] {
        energy.indices.map { pixel in
            let mean = energy[pixel] / Float(max(1, framesInPixel(pixel)))
            return Int8(min(127, (mean.squareRoot() * 128).rounded()))
        }
    }

    /// The same sound at `factor` times the samples per pixel.
    ///
    /// Equal to measuring the sound at that zoom, since extremes of extremes are extremes and energies add up.
    package func coarser(by factor: Int) -> Waveform {
        precondition(factor > 0)
        var result = Waveform(
            sampleRate: sampleRate,
            samplesPerPixel: samplesPerPixel * factor,
            channels: channels
        )
        result.frames = frames
        for start in stride(from: 0, to: length, by: factor) {
            let pixels = start..<min(start + factor, length)
            result.energy.append(energy[pixels].reduce(0, +))
            for channel in 0..<channels {
                let (low, high) = extremes(of: channel, in: pixels)
                result.extremes += [low, high]
            }
        }
        return result
    }

    /// The lowest and highest value of `channel` in the pixels given; 0 and 0 where there are none.
    package func extremes(of channel: Int, in pixels: Range<Int>) -> (low: Int8, high: Int8) {
        guard let first = pixels.first else { return (0, 0) }
        let width = 2 * channels
        var low = extremes[first * width + 2 * channel]
        var high = extremes[first * width + 2 * channel + 1]
        for pixel in pixels.dropFirst() {
            low = min(low, extremes[pixel * width + 2 * channel])
            high = max(high, extremes[pixel * width + 2 * channel + 1])
        }
        return (low, high)
    }

    private func framesInPixel(_ pixel: Int) -> Int {
        min(samplesPerPixel, frames - pixel * samplesPerPixel)
    }
}
