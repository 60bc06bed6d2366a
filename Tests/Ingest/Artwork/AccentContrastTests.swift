import Testing

@testable import Ingest

/// The colours that style sheets derive from an accent, as the design's tokens define them.
///
/// Browsers clip a colour out of gamut, CSS Color 4 reduces its chroma: both must be readable.
@Suite struct AccentContrastTests {
    static let hues = Array(stride(from: 0.0, to: 360, by: 1))
    static let chromas = [0, 0.05, 0.1, 0.13, 0.19, 0.25, 0.4]

    @Test func `text in the accent holds AA on light paper for every hue`() {
        expectContrast(4.5, of: { OKLCH(0.485, min($0.chroma, 0.19), $0.hue) }, on: lightPaper)
    }

    @Test func `text in the accent holds AA on dark paper for every hue`() {
        expectContrast(4.5, of: { OKLCH(0.81, min($0.chroma, 0.13), $0.hue) }, on: darkPaper)
    }

    /// At a lightness of 0.6 on light paper, turquoise (hue 189) would fall to 2.88 to 1.
    @Test func `pictures in the accent hold 3 to 1 on both papers`() {
        expectContrast(3, of: { OKLCH(0.585, min($0.chroma, 0.22), $0.hue) }, on: lightPaper)
        expectContrast(3, of: { OKLCH(0.74, min($0.chroma, 0.17), $0.hue) }, on: darkPaper)
    }

    @Test func `ink is readable on the accent itself, however dark or light the artwork`() {
        for artwork in stride(from: 0.0, through: 1, by: 0.1) {
            expectContrast(
                4.5,
                of: { OKLCH(0.225, 0.05, $0.hue) },
                on: { OKLCH($0.lightness, min($0.chroma, 0.19), $0.hue) },
                lightness: artwork
            )
        }
    }

    @Test func `bright artwork carries readable words on its buttons`() {
        for hue in 70...125 {
            let accent = AccentColour(OKLCH(0.3, 0.2, Double(hue)))
            let fill = OKLCH(accent.lightness, min(accent.chroma, 0.18), accent.hue)
            #expect(OKLCH(0.2, 0.03, accent.hue).shown.contrast(with: fill.shown) >= 4.5, "hue \(hue)")
        }
    }

    private func lightPaper(_ accent: AccentColour) -> OKLCH { OKLCH(0.976, 0.005, accent.hue) }
    private func darkPaper(_ accent: AccentColour) -> OKLCH { OKLCH(0.168, 0.014, accent.hue) }

    private func expectContrast(
        _ least: Double,
        of text: (AccentColour) -> OKLCH,
        on paper: (AccentColour) -> OKLCH,
        lightness: Double = 0.7
    ) {
        var lowest = (contrast: 21.0, hue: 0.0, chroma: 0.0)
        for hue in Self.hues {
            for chroma in Self.chromas {
                let accent = AccentColour(OKLCH(lightness, chroma, hue))
                let (front, back) = (text(accent), paper(accent))
                let contrast = min(
                    front.shown.contrast(with: back.shown),
                    SRGB(front).clipped.contrast(with: SRGB(back).clipped)
                )
                if contrast < lowest.contrast { lowest = (contrast, hue, chroma) }
            }
        }
        #expect(lowest.contrast >= least, "hue \(lowest.hue), chroma \(lowest.chroma)")
    }
}
