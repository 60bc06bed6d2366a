internal import CFFmpeg
internal import DSP

/// Stereo blocks at one rate turned into interleaved stereo samples at another, of exactly the right length.
final class Resampler {
    private let context: OpaquePointer?
    private let inputRate: Int
    private let outputRate: Int
    private var framesIn = 0
    private(set) var framesOut = 0

    init(from inputRate: Int, to outputRate: Int) throws(MediaError) {
        self.inputRate = inputRate
        self.outputRate = outputRate
        context = inputRate == outputRate ? nil : try Self.makeContext(from: inputRate, to: outputRate)
    }

    deinit {
        var context = context
        swr_free(&context)
    }

    /// What `block` adds to the output.
    func convert(_ block: SampleBlock) throws(MediaError) -> [Float] {
        framesIn += block.frames
        let output = context == nil ? block.samples : try convert(block.samples)
        framesOut += output.count / 2
        return output
    }

    /// What is still held back, cut or padded with silence so that the whole is as long as the input.
    func finish() throws(MediaError) -> [Float] {
        var output = context == nil ? [] : try convert(nil)
        let whole = (framesIn * outputRate + inputRate / 2) / inputRate
        let missing = 2 * (whole - framesOut) - output.count
        if missing >= 0 {
            output += repeatElement(0, count: missing)
        } else {
            output.removeLast(min(output.count, -missing))
        }
        framesOut += output.count / 2
        return output
    }

    private func convert(_ samples: [Float]?) throws(MediaError) -> [Float] {
        let frames = Int32((samples?.count ?? 0) / 2)
        let room = max(0, Int(swr_get_out_samples(context, frames)))
        var converted: Int32 = 0
        let output = [Float](unsafeUninitializedCapacity: 2 * room) { buffer, filled in
            var target = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: UInt8.self)
            if let samples {
                samples.withUnsafeBytes { bytes in
                    var source = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
                    converted = swr_convert(context, &target, Int32(room), &source, frames)
                }
            } else {
                converted = swr_convert(context, &target, Int32(room), nil, 0)
            }
            filled = 2 * Int(max(0, converted))
        }
        try FFmpeg.check(converted, "swr_convert")
        return output
    }

    private static func makeContext(
        from inputRate: Int,
        to outputRate: Int
    ) throws(MediaError) -> OpaquePointer {
        var stereo = ChannelLayout(channels: 2).layout
        var other = stereo
        var context: OpaquePointer?
        swr_alloc_set_opts2(
            &context,
            &stereo,
            AV_SAMPLE_FMT_FLT,
            Int32(outputRate),
            &other,
            AV_SAMPLE_FMT_FLT,
            Int32(inputRate),
            0,
            nil
        )
        let started = swr_init(context)
        guard started >= 0, let context else {
            swr_free(&context)
            throw MediaError(.library, "swr_init: \(FFmpeg.text(of: started))")
        }
        return context
    }
}
