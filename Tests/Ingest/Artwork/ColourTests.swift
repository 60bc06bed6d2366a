import Testing

@testable import Ingest

@Suite struct ColourTests {
    /// From the web platform tests css-color/oklch-004…007.
    @Test(arguments: [
        (OKLCH(0.5, 0.2, 0), SRGB(red: 0.70492, green: 0.02351, blue: 0.37073)),
        (OKLCH(0.5, 0.2, 270), SRGB(red: 0.23056, green: 0.31730, blue: 0.82628)),
        (OKLCH(0.8, 0.15, 160), SRGB(red: 0.32022, green: 0.85805, blue: 0.61147)),
        (OKLCH(0.55, 0.15, 345), SRGB(red: 0.67293, green: 0.27791, blue: 0.52280)),
    ])
    func `oklch becomes the sRGB of the web platform tests`(colour: OKLCH, expected: SRGB) {
        #expect(distance(SRGB(colour), expected) < 0.00002)
        #expect(distance(colour.shown, expected) < 0.00002)
    }

    /// From CSS Color 4: its examples in oklch for CSS green, and the published values of the primaries.
    @Test(
        arguments: [
            ((0, 128, 0), OKLCH(0.51975, 0.17686, 142.495)),
            ((255, 0, 0), OKLCH(0.62796, 0.25768, 29.234)),
            ((0, 255, 0), OKLCH(0.86644, 0.29483, 142.495)),
            ((0, 0, 255), OKLCH(0.45201, 0.31321, 264.052)),
            ((255, 255, 0), OKLCH(0.96798, 0.21101, 109.769)),
        ] as [((UInt8, UInt8, UInt8), OKLCH)]
    )
    func `named colours have their published oklch values`(bytes: (UInt8, UInt8, UInt8), expected: OKLCH) {
        let colour = OKLCH(OKLab(SRGB(RGB8(red: bytes.0, green: bytes.1, blue: bytes.2))))
        #expect(abs(colour.lightness - expected.lightness) < 0.00001)
        #expect(abs(colour.chroma - expected.chroma) < 0.00001)
        #expect(abs(colour.hue - expected.hue) < 0.001)
    }

    @Test func `every byte survives the way to oklch and back`() {
        for step in 0...255 {
            let colour = RGB8(red: UInt8(step), green: UInt8(255 - step), blue: UInt8(step / 2))
            #expect(RGB8(SRGB(OKLCH(OKLab(SRGB(colour))))) == colour)
        }
    }

    @Test func `greys have no chroma`() {
        for step in stride(from: 0.0, through: 1, by: 0.1) {
            #expect(OKLCH(OKLab(SRGB(red: step, green: step, blue: step))).chroma < 0.00001)
        }
    }

    @Test func `a colour out of gamut keeps its lightness and hue`() {
        for hue in stride(from: 0.0, to: 360, by: 5) {
            let wanted = OKLCH(0.68, 0.4, hue)
            let shown = wanted.shown
            #expect(shown == shown.clipped)
            let distance = OKLab(shown).distance(to: OKLab(OKLCH(0.68, OKLCH(OKLab(shown)).chroma, hue)))
            #expect(distance <= 0.0201, "hue \(hue)")
        }
    }

    @Test func `lightness beyond the ends is white or black`() {
        #expect(RGB8(OKLCH(1.2, 0.3, 40).shown) == RGB8(red: 255, green: 255, blue: 255))
        #expect(RGB8(OKLCH(0, 0.3, 40).shown) == RGB8(red: 0, green: 0, blue: 0))
    }

    @Test func `contrast is WCAG's`() {
        let white = SRGB(red: 1, green: 1, blue: 1)
        #expect(abs(white.contrast(with: SRGB(red: 0, green: 0, blue: 0)) - 21) < 0.0001)
        // #767676 is the lightest grey that holds AA on white: 4.54.
        #expect(abs(SRGB(RGB8(red: 0x76, green: 0x76, blue: 0x76)).contrast(with: white) - 4.54) < 0.005)
    }

    private func distance(_ one: SRGB, _ two: SRGB) -> Double {
        let gap = one.channels - two.channels
        return max(abs(gap.x), abs(gap.y), abs(gap.z))
    }
}
