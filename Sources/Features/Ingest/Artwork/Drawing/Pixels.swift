/// A picture of red, green and blue bytes (sRGB), row after row from the top, without padding.
struct Pixels: Hashable, Sendable {
    let width: Int
    let height: Int
    /// `width` × `height` × 3 bytes.
    private(set) var rgb: [UInt8]

    /// A sheet of one colour.
    init(width: Int, height: Int, filledWith colour: RGB8) {
        precondition(width > 0 && height > 0, "a picture has an area")
        self.width = width
        self.height = height
        rgb = [UInt8](repeating: colour.red, count: width * height * 3)
        for index in 0..<width * height {
            rgb[index * 3 + 1] = colour.green
            rgb[index * 3 + 2] = colour.blue
        }
    }

    subscript(x: Int, y: Int) -> RGB8 {
        let at = (y * width + x) * 3
        return RGB8(red: rgb[at], green: rgb[at + 1], blue: rgb[at + 2])
    }

    /// Lays `colour` over row `y`, as thick as `coverage` (0…1 for each pixel, from column `start` on) says.
    mutating func paint(_ coverage: ArraySlice<Float>, ofRow y: Int, with colour: RGB8) {
        let channels = (Float(colour.red), Float(colour.green), Float(colour.blue))
        for (x, thickness) in zip(coverage.indices, coverage) where thickness > 0 {
            let at = (y * width + x) * 3
            mix(&rgb[at], channels.0, min(thickness, 1))
            mix(&rgb[at + 1], channels.1, min(thickness, 1))
            mix(&rgb[at + 2], channels.2, min(thickness, 1))
        }
    }
}

private func mix(_ under: inout UInt8, _ over: Float, _ thickness: Float) {
    under = UInt8((Float(under) + (over - Float(under)) * thickness).rounded())
}
