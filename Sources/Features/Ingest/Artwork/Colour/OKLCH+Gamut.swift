extension OKLCH {
    /// The nearest colour that an sRGB screen can show: same lightness and hue, as much chroma as fits.
    ///
    /// CSS Color 4, “Binary search gamut mapping with local MINDE”: the largest chroma is sought for
    /// which clipping moves the colour by less than what can be noticed.
    var shown: SRGB {
        guard lightness < 1 else { return SRGB(red: 1, green: 1, blue: 1) }
        guard lightness > 0 else { return SRGB(red: 0, green: 0, blue: 0) }
        var fitting = self
        var tooMuch = chroma
        if clippingError >= OKLCH.noticeable { fitting.chroma = 0 }
        while tooMuch - fitting.chroma > OKLCH.precision {
            let middle = OKLCH(lightness, (fitting.chroma + tooMuch) / 2, hue)
            if middle.clippingError < OKLCH.noticeable {
                fitting = middle
            } else {
                tooMuch = middle.chroma
            }
        }
        return SRGB(fitting).clipped
    }

    /// How far clipping moves the colour, in ΔE OK; 0 within the gamut.
    private var clippingError: Double {
        OKLab(SRGB(self).clipped).distance(to: OKLab(self))
    }

    /// One just noticeable difference, ΔE OK.
    private static let noticeable = 0.02
    private static let precision = 0.0001
}
