extension AccentColour {
    /// The strongest cluster of chromatic colour in a picture; the house's accent where all is neutral.
    ///
    /// `pixels` are rows of red, green, blue bytes (sRGB), `width` × `height` of them. Large pictures are
    /// read through an even grid of about 40,000 points, so the cost has a ceiling.
    init(from pixels: [UInt8], width: Int, height: Int) {
        precondition(pixels.count == width * height * 3, "three bytes a pixel")
        let wheel = HueWheel(sampling: pixels, width: width, height: height)
        self = wheel.strongest.map { AccentColour($0) } ?? .house
    }
}

/// Colours gathered by hue; each weighs as much as it has chroma.
private struct HueWheel {
    private var sums = [SIMD4<Double>](repeating: .zero, count: HueWheel.sectors)
    private var pixelCount = 0

    init(sampling pixels: [UInt8], width: Int, height: Int) {
        let step = max(1, Int((Double(width * height) / HueWheel.sampleCount).squareRoot()))
        for y in stride(from: 0, to: height, by: step) {
            for x in stride(from: 0, to: width, by: step) {
                let at = (y * width + x) * 3
                add(RGB8(red: pixels[at], green: pixels[at + 1], blue: pixels[at + 2]))
            }
        }
    }

    private mutating func add(_ pixel: RGB8) {
        pixelCount += 1
        let lab = OKLab(SRGB(pixel))
        let colour = OKLCH(lab)
        guard colour.chroma > HueWheel.neutralChroma else { return }
        let sector = Int(colour.hue / 360 * Double(HueWheel.sectors)) % HueWheel.sectors
        sums[sector] += SIMD4(lab.axes, 1) * colour.chroma
    }

    /// The mean colour around the heaviest hue, or nil where the picture is as good as neutral.
    var strongest: OKLCH? {
        let clusters = sums.indices.map { middle in
            HueWheel.neighbours.reduce(SIMD4<Double>.zero) { sum, offset in
                sum + sums[(middle + offset + HueWheel.sectors) % HueWheel.sectors]
            }
        }
        guard let heaviest = clusters.max(by: { $0.w < $1.w }),
            heaviest.w > HueWheel.neutralWeight * Double(pixelCount)
        else { return nil }
        return OKLCH(OKLab(axes: SIMD3(heaviest.x, heaviest.y, heaviest.z) / heaviest.w))
    }

    private static let sampleCount = 40_000.0
    /// Sectors of 6°; a cluster spans five of them, 30°.
    private static let sectors = 60
    private static let neighbours = -2...2
    /// Below this chroma a pixel is a grey: paper, skin in shade, compression noise.
    private static let neutralChroma = 0.04
    /// A cluster needs this mean chroma over the whole picture: 2 % of it in full colour is enough.
    private static let neutralWeight = 0.004
}
