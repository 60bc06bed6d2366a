/// Artwork for music that came without a cover: drawn from the course of the sound, in three inks.
///
/// The same seed and portrait always give the same picture. The seed chooses the kind of picture and
/// the hues; the music draws it.
struct Sleeve: Hashable, Sendable {
    /// The eight kinds of picture.
    enum Style: String, CaseIterable, Sendable {
        case horizon, rings, engraving, columns, phase, plate, fan, roll
    }

    let style: Style
    /// The hue of the field, in degrees.
    let hue: Double
    /// The hue of the second ink, a third of the colour wheel or more away.
    let secondHue: Double
    let tone: Inks.Tone
    let seed: Seed
    let portrait: MusicPortrait

    /// The sleeve of the recording whose digest (SHA-256, or a fingerprint's bytes) is `digest`.
    init(digest: some Sequence<UInt8>, portrait: MusicPortrait) {
        let seed = Seed(digest)
        let hue = (seed.number(2) * 360).rounded(.down)
        self.init(
            style: Style.allCases[seed.choice(1, below: Style.allCases.count)],
            hue: hue,
            secondHue: (hue + 120 + (seed.number(3) * 120).rounded(.down)).truncatingRemainder(
                dividingBy: 360
            ),
            seed: seed,
            portrait: portrait
        )
    }

    init(style: Style, hue: Double, secondHue: Double, seed: Seed, portrait: MusicPortrait) {
        self.style = style
        self.hue = hue
        self.secondHue = secondHue
        self.seed = seed
        self.portrait = portrait
        tone = Inks.Tone(of: portrait)
    }

    /// The accent of pages that show this sleeve: its field, in full strength.
    var accent: AccentColour {
        AccentColour(Inks.field(hue: hue, tone: .vivid))
    }

    /// The picture on a sheet of `width` × `height` units; wide sheets suit banners.
    func drawing(width: Double = 600, height: Double = 600) -> Drawing {
        let inks = Inks(hue: hue, second: secondHue, tone: tone)
        var sheet = Drawing(width: width, height: height, ground: inks.field)
        switch style {
        case .horizon: drawHorizon(on: &sheet, inks)
        case .rings: drawRings(on: &sheet, inks)
        case .engraving: drawEngraving(on: &sheet, inks)
        case .columns: drawColumns(on: &sheet, inks)
        case .phase: drawPhase(on: &sheet, inks)
        case .plate: drawPlate(on: &sheet, inks)
        case .fan: drawFan(on: &sheet, inks)
        case .roll: drawRoll(on: &sheet, inks)
        }
        return sheet
    }
}

extension Inks.Tone {
    /// Quiet music is printed pale, dark-sounding music deep.
    fileprivate init(of portrait: MusicPortrait) {
        if let loudness = portrait.loudness, loudness < -20 {
            self = .pale
        } else if let brightness = portrait.brightness, brightness < 0.25 {
            self = .deep
        } else {
            self = .vivid
        }
    }
}

extension Sleeve {
    /// The song from start to end in `count` columns, 0…1: mostly music, a quarter the grain of the
    /// paper, which differs from `layer` to `layer`, and a little that is never missing.
    ///
    /// Each column hears `reach` times its own stretch, so that larger values give softer hills.
    func columns(_ count: Int, layer: Int, reach: Double = 1) -> [Double] {
        (0..<count).map { index in
            let middle = (Double(index) + 0.5) / Double(count)
            let half = reach / Double(count) / 2
            let level = portrait.level(from: middle - half, to: middle + half)
            return 0.07 + level * 0.68 + seed.number(10, layer, index) * 0.25
        }
    }
}
