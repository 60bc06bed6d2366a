/// Measures sound into a `Waveform` as it streams by.
///
/// A value owned by one task. `append` allocates only when the growing result does. The extremes equal those of
/// audiowaveform 1.10.3 with `-b 8 -z samplesPerPixel`, and with `--split-channels` where `isMixed` is false.
package struct WaveformBuilder: Sendable {
    private let inputChannels: Int
    private let isMixed: Bool
    private let quantise: Quantisation
    private var waveform: Waveform
    private var pixel: Pixel
    private var framesInPixel = 0

    /// A builder for interleaved input of `inputChannels` channels at `sampleRate` Hz.
    ///
    /// `isMixed` averages the channels into one, as audiowaveform does by default.
    package init(
        sampleRate: Int,
        samplesPerPixel: Int = 256,
        inputChannels: Int = 2,
        isMixed: Bool = true,
        quantisation: Quantisation = .held
    ) {
        precondition(samplesPerPixel > 0 && inputChannels > 0)
        self.inputChannels = inputChannels
        self.isMixed = isMixed
        quantise = quantisation
        let channels = isMixed ? 1 : inputChannels
        waveform = Waveform(sampleRate: sampleRate, samplesPerPixel: samplesPerPixel, channels: channels)
        pixel = Pixel(channels: channels)
    }

    /// Takes `samples`, frames × channels, interleaved Float, full scale ±1.
    package mutating func append(_ samples: Span<Float>) {
        precondition(samples.count.isMultiple(of: inputChannels), "whole frames only")
        var frame = 0
        let frames = samples.count / inputChannels
        while frame < frames {
            let count = min(waveform.samplesPerPixel - framesInPixel, frames - frame)
            measure(samples, from: frame, count: count)
            frame += count
            framesInPixel += count
            if framesInPixel == waveform.samplesPerPixel { closePixel() }
        }
    }

    /// The waveform of all whole pixels so far; a pixel begun is left out.
    package var soFar: Waveform { waveform }

    /// The whole waveform; a last pixel that is not full is measured from the frames it has.
    package consuming func finish() -> Waveform {
        if framesInPixel > 0 { closePixel() }
        return waveform
    }

    private mutating func measure(_ samples: Span<Float>, from frame: Int, count: Int) {
        if !isMixed {
            measureSplit(samples, from: frame, count: count)
        } else if inputChannels == 2 {
            measureStereo(samples, from: frame, count: count)
        } else {
            measureMixed(samples, from: frame, count: count)
        }
    }

    /// The path that every upload takes, kept free of inner loops.
    private mutating func measureStereo(_ samples: Span<Float>, from frame: Int, count: Int) {
        var least = pixel.least[0]
        var most = pixel.most[0]
        var energy: Float = 0
        for index in frame..<(frame + count) {
            let left = samples[2 * index]
            let right = samples[2 * index + 1]
            let mean = (quantise(left) + quantise(right)) / 2
            least = min(least, mean)
            most = max(most, mean)
            energy += left * left + right * right
        }
        pixel.least[0] = least
        pixel.most[0] = most
        pixel.energy += energy
    }

    private mutating func measureMixed(_ samples: Span<Float>, from frame: Int, count: Int) {
        for index in frame..<(frame + count) {
            var sum: Int32 = 0
            for channel in 0..<inputChannels {
                let sample = samples[index * inputChannels + channel]
                sum += quantise(sample)
                pixel.energy += sample * sample
            }
            pixel.take(sum / Int32(inputChannels), channel: 0)
        }
    }

    private mutating func measureSplit(_ samples: Span<Float>, from frame: Int, count: Int) {
        for index in frame..<(frame + count) {
            for channel in 0..<inputChannels {
                let sample = samples[index * inputChannels + channel]
                pixel.energy += sample * sample
                pixel.take(quantise(sample), channel: channel)
            }
        }
    }

    private mutating func closePixel() {
        for channel in 0..<waveform.channels {
            waveform.extremes.append(Int8(pixel.least[channel] / 256))
            waveform.extremes.append(Int8(pixel.most[channel] / 256))
        }
        waveform.energy.append(pixel.energy / Float(inputChannels))
        waveform.frames += framesInPixel
        pixel.reset()
        framesInPixel = 0
    }
}

/// What is known of the pixel being measured.
private struct Pixel: Sendable {
    var least: [Int32]
    var most: [Int32]
    var energy: Float = 0

    init(channels: Int) {
        least = Array(repeating: .max, count: channels)
        most = Array(repeating: .min, count: channels)
    }

    mutating func take(_ value: Int32, channel: Int) {
        least[channel] = min(least[channel], value)
        most[channel] = max(most[channel], value)
    }

    mutating func reset() {
        for channel in least.indices {
            least[channel] = .max
            most[channel] = .min
        }
        energy = 0
    }
}
