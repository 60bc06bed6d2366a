internal import CFFmpeg

/// Turns decoded frames of one shape into interleaved stereo Float at a fixed rate.
final class StereoConverter {
    private let layout: ChannelLayout
    private let format: AVSampleFormat
    private let inputRate: Int32
    private let context: OpaquePointer

    /// Rates and channels beyond these are no recording, and the libraries were not written for them.
    private static let rates: ClosedRange<Int32> = 1000...768_000
    private static let channels: ClosedRange<Int32> = 1...32

    /// A converter for frames shaped like `frame`, to `sampleRate` Hz.
    init(like frame: UnsafePointer<AVFrame>, sampleRate: Int) throws(MediaError) {
        let channels = frame.pointee.ch_layout.nb_channels
        guard Self.rates.contains(frame.pointee.sample_rate), Self.channels.contains(channels) else {
            throw MediaError(.damaged, "\(frame.pointee.sample_rate) Hz, \(channels) channels")
        }
        format = AVSampleFormat(frame.pointee.format)
        inputRate = frame.pointee.sample_rate
        let layout = withUnsafePointer(to: frame.pointee.ch_layout) { ChannelLayout($0) }
        context = try Self.makeContext(layout, format, from: inputRate, to: Int32(sampleRate))
        self.layout = layout
    }

    deinit {
        var context: OpaquePointer? = context
        swr_free(&context)
    }

    /// Whether `frame` has the shape that this converter was made for.
    func fits(_ frame: UnsafePointer<AVFrame>) -> Bool {
        frame.pointee.format == format.rawValue && frame.pointee.sample_rate == inputRate
            && withUnsafePointer(to: frame.pointee.ch_layout) { source in
                source.pointee.nb_channels == layout.count
                    && (source.pointee.order == AV_CHANNEL_ORDER_UNSPEC || layout.isSame(as: source))
            }
    }

    /// Appends the sound of `frame` to `samples`.
    func convert(_ frame: UnsafePointer<AVFrame>, into samples: inout [Float]) throws(MediaError) {
        let planes = frame.pointee.extended_data.map { UnsafeRawPointer($0) }
        try convert(planes, count: frame.pointee.nb_samples, into: &samples)
    }

    /// Appends what the rate conversion still holds back.
    func drain(into samples: inout [Float]) throws(MediaError) {
        try convert(nil, count: 0, into: &samples)
    }

    private func convert(
        _ planes: UnsafeRawPointer?,
        count: Int32,
        into samples: inout [Float]
    ) throws(MediaError) {
        let room = Int(swr_get_out_samples(context, count))
        guard room > 0 else { return }
        let input = planes?.assumingMemoryBound(to: UnsafePointer<UInt8>?.self)
        var converted: Int32 = 0
        samples += [Float](unsafeUninitializedCapacity: 2 * room) { buffer, filled in
            var output = UnsafeMutableRawPointer(buffer.baseAddress)?.assumingMemoryBound(to: UInt8.self)
            converted = swr_convert(
                context,
                &output,
                Int32(room),
                UnsafeMutablePointer(mutating: input),
                count
            )
            filled = 2 * Int(max(0, converted))
        }
        try FFmpeg.check(converted, or: .damaged, "swr_convert")
    }

    private static func makeContext(
        _ layout: borrowing ChannelLayout,
        _ format: AVSampleFormat,
        from inputRate: Int32,
        to outputRate: Int32
    ) throws(MediaError) -> OpaquePointer {
        var stereo = ChannelLayout(channels: 2).layout
        var source = layout.count == 2 ? stereo : layout.layout
        var context: OpaquePointer?
        swr_alloc_set_opts2(
            &context,
            &stereo,
            AV_SAMPLE_FMT_FLT,
            outputRate,
            &source,
            format,
            inputRate,
            0,
            nil
        )
        if layout.count != 2 {
            swr_set_matrix(context, StereoFold(layout).matrix, Int32(layout.count))
        }
        let started = swr_init(context)
        guard started >= 0, let context else {
            swr_free(&context)
            throw MediaError(.damaged, "swr_init: \(FFmpeg.text(of: started))")
        }
        return context
    }
}
