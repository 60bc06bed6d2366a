internal import Glibc

/// A colour in sRGB (IEC 61966-2-1): encoded red, green and blue, 0…1 where a screen can show them.
struct SRGB: Hashable, Sendable {
    /// Red, green, blue; values outside of 0…1 lie beyond the gamut.
    var channels: SIMD3<Double>

    init(red: Double, green: Double, blue: Double) {
        channels = SIMD3(red, green, blue)
    }

    init(channels: SIMD3<Double>) {
        self.channels = channels
    }

    /// The colour of three light intensities (linear-light sRGB), by the sRGB transfer curve.
    init(linear: SIMD3<Double>) {
        channels = linear.mapped { value in
            let size = abs(value)
            let encoded = size > 0.0031308 ? 1.055 * pow(size, 1 / 2.4) - 0.055 : 12.92 * size
            return copysign(encoded, value)
        }
    }

    /// Light intensities, 1 for the white of the screen.
    var linear: SIMD3<Double> {
        channels.mapped { value in
            let size = abs(value)
            return copysign(size <= 0.04045 ? size / 12.92 : pow((size + 0.055) / 1.055, 2.4), value)
        }
    }

    /// The colour with every channel cut to 0…1, which is what browsers do with colours out of gamut.
    var clipped: SRGB {
        SRGB(channels: channels.clamped(lowerBound: .zero, upperBound: .one))
    }
}

extension SIMD3<Double> {
    func mapped(_ transform: (Double) -> Double) -> SIMD3<Double> {
        SIMD3(transform(x), transform(y), transform(z))
    }
}
