import Testing

@testable import Ingest

@Suite struct SleeveTests {
    @Test(arguments: Sleeve.Style.allCases)
    func `the same music and seed give the same picture`(style: Sleeve.Style) {
        #expect(sleeve(style).drawing() == sleeve(style).drawing())
        #expect(sleeve(style).drawing().pixels(width: 60) == sleeve(style).drawing().pixels(width: 60))
    }

    @Test(arguments: Sleeve.Style.allCases)
    func `other music gives another picture`(style: Sleeve.Style) {
        let fading = (0..<96).map { Float(96 - $0) }
        #expect(sleeve(style).drawing() != sleeve(style, levels: fading).drawing())
    }

    @Test(arguments: Sleeve.Style.allCases, [(600.0, 600.0), (1600, 430), (300, 900)])
    func `shapes stay near the sheet, silent or loud`(style: Sleeve.Style, size: (Double, Double)) {
        for levels: [Float] in [[], [1], (0..<96).map { Float($0) }] {
            let drawing = sleeve(style, levels: levels).drawing(width: size.0, height: size.1)
            let reach = max(size.0, size.1) * 0.7
            let farthest = drawing.shapes.flatMap(\.points).map { point in
                let way = point - Point(size.0, size.1) / 2
                return max(abs(way.x), abs(way.y))
            }
            #expect(farthest.allSatisfy { $0 <= reach })
        }
    }

    @Test(arguments: Sleeve.Style.allCases, Inks.Tone.allCases)
    func `a sleeve is printed in three inks of two hues`(style: Sleeve.Style, tone: Inks.Tone) {
        let loudness = tone == .pale ? -25.0 : -10
        let drawing = sleeve(style, loudness: loudness, brightness: tone == .deep ? 0.1 : 0.6).drawing()
        let inks = Inks(hue: 262, second: 28, tone: tone)
        let used = Set(drawing.shapes.map(\.paint))
        #expect(drawing.ground == inks.field)
        #expect(used.isSuperset(of: [inks.ink, inks.second]))
        #expect(used.isSubset(of: [inks.ink, inks.second, inks.pale, inks.mid]))
    }

    @Test(arguments: Inks.Tone.allCases)
    func `ink is readable on every field`(tone: Inks.Tone) {
        for hue in 0..<360 {
            let inks = Inks(hue: Double(hue), second: 0, tone: tone)
            #expect(SRGB(inks.ink.colour).contrast(with: SRGB(inks.field.colour)) >= 4.5, "hue \(hue)")
        }
    }

    @Test func `pixels show what the SVG says`() throws {
        let pixels = sleeve(.columns).drawing().pixels(width: 100)
        let inks = Inks(hue: 262, second: 28, tone: .vivid)
        #expect(pixels[3, 2] == inks.ink.colour)
        #expect(pixels[3, 97] == inks.field.colour)
    }

    @Test func `rays of the fan are as long as the music is loud`() throws {
        let crescendo = sleeve(.fan).columns(84, layer: 0)
        let early = crescendo[..<20].reduce(0, +) / 20
        let late = crescendo[64...].reduce(0, +) / 20
        #expect(late > early + 0.4)
    }

    @Test func `digests spread over all styles and hues`() {
        let portrait = MusicPortrait(levels: [1], duration: 1)
        let sleeves = (0..<200).map { Sleeve(digest: [UInt8($0), 7], portrait: portrait) }
        #expect(Set(sleeves.map(\.style)).count == 8)
        #expect(Set(sleeves.map { Int($0.hue / 30) }).count == 12)
        for sleeve in sleeves {
            let gap = abs(sleeve.hue - sleeve.secondHue)
            #expect(min(gap, 360 - gap) >= 119)
            #expect((0..<360).contains(sleeve.secondHue))
        }
    }

    @Test func `the page takes the sleeve's hue in full strength`() {
        let quiet = sleeve(.rings, loudness: -30)
        #expect(quiet.tone == .pale)
        #expect(quiet.accent == AccentColour(OKLCH(0.68, 0.17, 262)))
    }

    private func sleeve(
        _ style: Sleeve.Style,
        levels: [Float] = (0..<96).map { Float($0) },
        loudness: Double? = -10,
        brightness: Double? = nil
    ) -> Sleeve {
        let portrait = MusicPortrait(
            levels: levels,
            duration: 200,
            loudness: loudness,
            brightness: brightness
        )
        return Sleeve(style: style, hue: 262, secondHue: 28, seed: Seed([4, 1]), portrait: portrait)
    }
}

extension Shape {
    /// The corners, or the ends of a circle's box.
    var points: [Point] {
        switch figure {
        case .area(let outline), .line(let outline, _): outline.contours.flatMap(\.points)
        case .circle(let centre, let radius): [centre - radius, centre + radius]
        }
    }
}
