import Testing

@testable import Ingest

@Suite struct MusicPortraitTests {
    @Test(arguments: [1, 50, 96, 97, 1000, 100_000])
    func `any number of levels becomes 96 between 0 and 1`(count: Int) {
        let portrait = MusicPortrait(levels: (0..<count).map { Float($0) }, duration: 1)
        #expect(portrait.levels.count == 96)
        #expect(portrait.levels.allSatisfy { (0...1).contains($0) })
        #expect(portrait.levels == portrait.levels.sorted())
    }

    @Test func `the loudest stretch is 1 whatever the scale`() {
        let levels = (0..<960).map { Float($0 < 480 ? 0.1 : 0.4) }
        let portrait = MusicPortrait(levels: levels, duration: 1)
        #expect(portrait.levels.first == 0)
        #expect(portrait.levels.last == 1)
        #expect(portrait == MusicPortrait(levels: levels.map { $0 * 100 }, duration: 1))
        #expect(portrait.climax > 0.5)
    }

    @Test func `a steady tone isn't blown up into noise`() {
        let levels = (0..<960).map { Float($0 / 10 % 2 == 0 ? 0.5 : 0.49) }
        #expect(MusicPortrait(levels: levels, duration: 1).levels.allSatisfy { $0 > 0.9 })
    }

    @Test func `silence and nothing at all are flat`() {
        for levels in [[Float](repeating: 0, count: 500), []] {
            let portrait = MusicPortrait(levels: levels, duration: 0)
            #expect(portrait.levels == [Double](repeating: 0, count: 96))
            #expect(portrait.climax == 0.5)
        }
    }

    @Test func `measures that are no numbers harm nothing`() {
        let broken: [Float] = [.nan, .infinity, -1, 1, -.infinity, .greatestFiniteMagnitude]
        for value in [Double.nan, .infinity, -.infinity, -1, 1e300] {
            let portrait = MusicPortrait(levels: broken, duration: value, loudness: value, brightness: value)
            #expect(portrait.levels.allSatisfy { (0...1).contains($0) })
            for digest in 0..<40 as Range<UInt8> {
                let places = Sleeve(digest: [digest], portrait: portrait).drawing().shapes.flatMap(\.points)
                #expect(places.allSatisfy { $0.x.isFinite && $0.y.isFinite })
            }
        }
    }

    @Test func `between two levels lies their mean`() {
        let portrait = MusicPortrait(levels: (0..<96).map { Float($0) }, duration: 1)
        #expect(abs(portrait.level(at: 50.5 / 95) - (portrait.levels[50] + portrait.levels[51]) / 2) < 1e-9)
        #expect(portrait.level(at: -1) == 0)
        #expect(portrait.level(at: 2) == 1)
        #expect(abs(portrait.level(from: 0.4, to: 0.6) - portrait.level(at: 0.5)) < 0.001)
    }
}
