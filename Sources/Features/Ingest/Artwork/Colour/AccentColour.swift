/// The one colour that a page takes from its artwork; style sheets derive all others from it.
///
/// Text in the accent has a fixed lightness and a clamped chroma there, so that it is readable
/// whatever the hue: see the tests for the contrast of all 360.
package struct AccentColour: Hashable, Codable, Sendable {
    /// Degrees, 0 ..< 360.
    package let hue: Double
    /// 0…0.4; style sheets clamp it further.
    package let chroma: Double
    /// 0.65…0.9, so that dark ink can be printed on the colour.
    package let lightness: Double

    /// The accent nearest to `colour`.
    init(_ colour: OKLCH) {
        hue = colour.hue
        chroma = min(max(colour.chroma, 0), 0.4)
        lightness = min(
            max(colour.lightness, AccentColour.lightnesses.lowerBound),
            AccentColour.lightnesses.upperBound
        )
    }

    /// What pages wear whose artwork has no colour of its own.
    static let house = AccentColour(OKLCH(0.7, 0.19, 262))

    private static let lightnesses = 0.65...0.9
}
