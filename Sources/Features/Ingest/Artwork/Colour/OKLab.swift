internal import Glibc

/// A colour in Oklab (CSS Color 4, “Oklab and Oklch”): lightness 0…1, then green to red and blue to yellow, about ±0.4.
struct OKLab: Hashable, Sendable {
    var axes: SIMD3<Double>

    init(_ colour: SRGB) {
        let cones = Matrix.conesFromLight * (Matrix.lightFromSRGB * colour.linear)
        axes = Matrix.labFromCones * cones.mapped(cbrt)
    }

    init(_ colour: OKLCH) {
        let angle = colour.hue * .pi / 180
        axes = SIMD3(colour.lightness, colour.chroma * cos(angle), colour.chroma * sin(angle))
    }

    init(axes: SIMD3<Double>) {
        self.axes = axes
    }

    /// ΔE OK, the distance of two colours as the eye sees it; 0.02 is just noticeable.
    func distance(to other: OKLab) -> Double {
        let gap = axes - other.axes
        return (gap * gap).sum().squareRoot()
    }
}

extension SRGB {
    /// The colour in sRGB, whether or not a screen can show it.
    init(_ colour: OKLab) {
        let cones = (Matrix.conesFromLab * colour.axes).mapped { $0 * $0 * $0 }
        self.init(linear: Matrix.sRGBFromLight * (Matrix.lightFromCones * cones))
    }
}

/// A 3 × 3 matrix, by rows.
private struct Matrix {
    let rows: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)

    init(_ first: SIMD3<Double>, _ second: SIMD3<Double>, _ third: SIMD3<Double>) {
        rows = (first, second, third)
    }

    static func * (matrix: Matrix, vector: SIMD3<Double>) -> SIMD3<Double> {
        SIMD3(
            (matrix.rows.0 * vector).sum(),
            (matrix.rows.1 * vector).sum(),
            (matrix.rows.2 * vector).sum()
        )
    }
}

/// The matrices of CSS Color 4, “Sample code for color conversions”; light is CIE XYZ under D65.
// swift-format-ignore
extension Matrix {
    static let lightFromSRGB = Matrix(
        SIMD3(0.41239079926595934, 0.357584339383878, 0.1804807884018343),
        SIMD3(0.21263900587151027, 0.715168678767756, 0.07219231536073371),
        SIMD3(0.01933081871559182, 0.11919477979462598, 0.9505321522496607))

    static let sRGBFromLight = Matrix(
        SIMD3(3.2409699419045226, -1.537383177570094, -0.4986107602930034),
        SIMD3(-0.9692436362808796, 1.8759675015077202, 0.04155505740717559),
        SIMD3(0.05563007969699366, -0.20397695888897652, 1.0569715142428786))

    static let conesFromLight = Matrix(
        SIMD3(0.8190224379967030, 0.3619062600528904, -0.1288737815209879),
        SIMD3(0.0329836539323885, 0.9292868615863434, 0.0361446663506424),
        SIMD3(0.0481771893596242, 0.2642395317527308, 0.6335478284694309))

    static let lightFromCones = Matrix(
        SIMD3(1.2268798758459243, -0.5578149944602171, 0.2813910456659647),
        SIMD3(-0.0405757452148008, 1.1122868032803170, -0.0717110580655164),
        SIMD3(-0.0763729366746601, -0.4214933324022432, 1.5869240198367816))

    static let labFromCones = Matrix(
        SIMD3(0.2104542683093140, 0.7936177747023054, -0.0040720430116193),
        SIMD3(1.9779985324311684, -2.4285922420485799, 0.4505937096174110),
        SIMD3(0.0259040424655478, 0.7827717124575296, -0.8086757549230774))

    static let conesFromLab = Matrix(
        SIMD3(1, 0.3963377773761749, 0.2158037573099136),
        SIMD3(1, -0.1055613458156586, -0.0638541728258133),
        SIMD3(1, -0.0894841775298119, -1.2914855480194092))
}
