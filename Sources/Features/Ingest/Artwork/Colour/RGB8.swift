/// A colour as it is stored: sRGB, one byte a channel.
struct RGB8: Hashable, Sendable {
    var red: UInt8
    var green: UInt8
    var blue: UInt8

    init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// The nearest storable colour to `colour`, clipped.
    init(_ colour: SRGB) {
        let bytes = (colour.clipped.channels * 255).rounded(.toNearestOrAwayFromZero)
        self.init(red: UInt8(bytes.x), green: UInt8(bytes.y), blue: UInt8(bytes.z))
    }
}

extension SRGB {
    init(_ stored: RGB8) {
        self.init(
            red: Double(stored.red) / 255,
            green: Double(stored.green) / 255,
            blue: Double(stored.blue) / 255
        )
    }
}
