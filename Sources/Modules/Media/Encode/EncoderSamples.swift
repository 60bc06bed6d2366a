internal import CFFmpeg

/// How an encoder takes its samples.
///
/// Integers of so many bits come out as they went in: `Float` holds 24 of them exactly.
enum EncoderSamples {
    /// A plane of `Float` for each channel, beyond full scale clipped: AAC's encoder makes noise of what is far above.
    case float
    /// Interleaved, beyond full scale clipped.
    case integer16
    /// Interleaved, in the upper bits of 32, beyond full scale clipped.
    case integer24

    var format: AVSampleFormat {
        switch self {
        case .float: AV_SAMPLE_FMT_FLTP
        case .integer16: AV_SAMPLE_FMT_S16
        case .integer24: AV_SAMPLE_FMT_S32
        }
    }

    /// Bits of a sample; 0 where that says nothing.
    var bits: Int {
        switch self {
        case .float: 0
        case .integer16: 16
        case .integer24: 24
        }
    }

    /// Writes `samples`, interleaved stereo, to planes with room for them.
    func write(
        _ samples: ArraySlice<Float>,
        to planes: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?
    ) {
        samples.withUnsafeBufferPointer { samples in
            switch self {
            case .float:
                for channel in 0..<2 {
                    guard let plane = Self.plane(channel, of: planes, Float.self) else { return }
                    for index in 0..<(samples.count / 2) {
                        plane[index] = min(max(samples[2 * index + channel], -1), 1)
                    }
                }
            case .integer16:
                guard let plane = Self.plane(0, of: planes, Int16.self) else { return }
                for index in samples.indices { plane[index] = Int16(Self.steps(samples[index], 32768)) }
            case .integer24:
                guard let plane = Self.plane(0, of: planes, Int32.self) else { return }
                for index in samples.indices { plane[index] = Self.steps(samples[index], 8_388_608) << 8 }
            }
        }
    }

    private static func plane<Sample>(
        _ index: Int,
        of planes: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
        _: Sample.Type
    ) -> UnsafeMutablePointer<Sample>? {
        planes?[index].map { UnsafeMutableRawPointer($0).assumingMemoryBound(to: Sample.self) }
    }

    /// `sample` in steps of which `full` make full scale.
    private static func steps(_ sample: Float, _ full: Float) -> Int32 {
        Int32(min(max((sample * full).rounded(), -full), full - 1))
    }
}
