internal import HTTP

/// The colour that a page takes from its artwork, in oklch.
package struct PageColour: Hashable, Sendable {
    /// Degrees, 0…359.
    package let hue: Int

    /// Thousandths, 0…300.
    package let chroma: Int

    /// Thousandths, 200…950: how light the artwork's field is.
    package let lightness: Int

    /// The colour of a page that belongs to no song.
    package static let house = PageColour(hue: 262, chroma: 190, lightness: 700)

    /// The nearest colour in range.
    package init(hue: Int, chroma: Int, lightness: Int) {
        self.hue = (hue % 360 + 360) % 360
        self.chroma = min(max(chroma, 0), 300)
        self.lightness = min(max(lightness, 200), 950)
    }

    /// Yellows turn to mud when they are darkened: their pages keep the artwork's own lightness on buttons.
    package var isBright: Bool { (70...125).contains(hue) && chroma >= 60 }

    /// The rules that give a page its colour; everything else is derived from them in `tokens.css`.
    var css: String {
        ":root{--art-h:\(hue);--art-c:\(thousandths(chroma));--art-l:\(thousandths(lightness))}\n"
    }

    private func thousandths(_ value: Int) -> String {
        let digits = String(value)
        return "." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}

extension PageColour: LosslessStringConvertible, PathValue {
    /// As it stands in addresses: `262-190-700`.
    package var description: String { "\(hue)-\(chroma)-\(lightness)" }

    /// The colour that `text` spells, nil for any other way to write it: each colour has one address.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).compactMap { Int($0) }
        guard parts.count == 3 else { return nil }
        self.init(hue: parts[0], chroma: parts[1], lightness: parts[2])
        guard description == text else { return nil }
    }
}
