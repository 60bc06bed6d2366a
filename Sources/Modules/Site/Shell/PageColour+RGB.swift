internal import FoundationEssentials

#if canImport(Glibc)
internal import Glibc
#endif

extension PageColour {
    /// The colour of six hexadecimal digits in sRGB, with or without `#`; nil for anything else.
    package init?(hexadecimal text: String) {
        let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
        guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit), let value = Int(digits, radix: 16)
        else {
            return nil
        }
        self.init(
            red: Double(value >> 16 & 255) / 255,
            green: Double(value >> 8 & 255) / 255,
            blue: Double(value & 255) / 255
        )
    }

    /// sRGB of 0…1 by way of oklab (Ottosson 2020, with the matrices of CSS Color 4 §10.8).
    private init(red: Double, green: Double, blue: Double) {
        let (r, g, b) = (Self.linear(red), Self.linear(green), Self.linear(blue))
        let l = cbrt(0.412_221_47 * r + 0.536_332_54 * g + 0.051_445_99 * b)
        let m = cbrt(0.211_903_5 * r + 0.680_699_55 * g + 0.107_396_96 * b)
        let s = cbrt(0.088_302_46 * r + 0.281_718_84 * g + 0.629_978_7 * b)
        let lightness = 0.210_454_26 * l + 0.793_617_79 * m - 0.004_072_05 * s
        let a = 1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s
        let bee = 0.025_904_04 * l + 0.782_771_77 * m - 0.808_675_77 * s
        self.init(
            hue: Int((atan2(bee, a) * 180 / .pi).rounded()),
            chroma: Int(((a * a + bee * bee).squareRoot() * 1000).rounded()),
            lightness: Int((lightness * 1000).rounded())
        )
    }

    private static func linear(_ value: Double) -> Double {
        value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}
