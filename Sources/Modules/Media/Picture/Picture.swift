/// Pixels: rows from the top, four bytes each, red green blue alpha, alpha not multiplied in.
package struct Picture: Equatable, Sendable {
    package let width: Int
    package let height: Int

    /// `width` × `height` × 4 bytes.
    package var pixels: [UInt8]

    /// A picture of the `pixels` given.
    package init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == 4 * width * height)
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// A picture all of one colour.
    package init(width: Int, height: Int, red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
        let pixels = Array(repeatElement([red, green, blue, alpha], count: width * height).joined())
        self.init(width: width, height: height, pixels: pixels)
    }

    /// This picture on white, without transparency.
    package func onWhite() -> Picture {
        var flat = self
        for start in stride(from: 0, to: pixels.count, by: 4) where pixels[start + 3] != 255 {
            let alpha = Int(pixels[start + 3])
            for place in start..<(start + 3) {
                flat.pixels[place] = UInt8((Int(pixels[place]) * alpha + 255 * (255 - alpha) + 127) / 255)
            }
            flat.pixels[start + 3] = 255
        }
        return flat
    }
}
