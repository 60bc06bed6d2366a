internal import Glibc

/// A colour by lightness, chroma and hue (`oklch()` of CSS Color 4), in which house colours are named.
struct OKLCH: Hashable, Sendable {
    /// 0 (black) … 1 (white).
    var lightness: Double
    /// 0 (grey) … about 0.4.
    var chroma: Double
    /// Degrees, 0 ..< 360; without meaning where the chroma is 0.
    var hue: Double

    init(_ lightness: Double, _ chroma: Double, _ hue: Double) {
        self.lightness = lightness
        self.chroma = chroma
        self.hue = hue
    }

    init(_ colour: OKLab) {
        let degrees = atan2(colour.axes.z, colour.axes.y) * 180 / .pi
        self.init(colour.axes.x, hypot(colour.axes.y, colour.axes.z), degrees < 0 ? degrees + 360 : degrees)
    }
}

extension SRGB {
    /// The colour in sRGB, whether or not a screen can show it.
    init(_ colour: OKLCH) {
        self.init(OKLab(colour))
    }
}
