import Testing

@testable import Ingest

@Suite struct AccentColourTests {
    private let white = RGB8(red: 255, green: 255, blue: 255)

    @Test(arguments: [15.0, 100, 150, 262, 355])
    func `a cover of one colour gives that colour`(hue: Double) {
        let cover = OKLCH(0.7, 0.12, hue)
        let accent = accent { _, _ in RGB8(cover.shown) }
        #expect(apart(accent.hue, hue) < 2)
        #expect(abs(accent.chroma - OKLCH(OKLab(cover.shown)).chroma) < 0.01)
        #expect(abs(accent.lightness - 0.7) < 0.01)
    }

    @Test func `a small strong colour wins over much grey`() {
        let red = OKLCH(0.65, 0.2, 25).shown
        let accent = accent { x, y in x < 20 && y < 20 ? RGB8(red) : RGB8(red: 120, green: 121, blue: 119) }
        #expect(apart(accent.hue, 25) < 2)
    }

    @Test func `the stronger of two colours wins, and they are not mixed`() {
        let blue = RGB8(OKLCH(0.65, 0.15, 250).shown)
        let orange = RGB8(OKLCH(0.75, 0.15, 60).shown)
        #expect(apart(accent { x, _ in x < 60 ? blue : orange }.hue, 250) < 2)
        #expect(apart(accent { x, _ in x < 40 ? blue : orange }.hue, 60) < 2)
    }

    @Test func `a cluster around 0° is one cluster`() {
        let reds = [352.0, 356, 1, 5].map { RGB8(OKLCH(0.65, 0.15, $0).shown) }
        let blue = RGB8(OKLCH(0.65, 0.15, 250).shown)
        let accent = accent { x, y in x < 40 ? blue : reds[(x + y) % 4] }
        #expect(apart(accent.hue, 358.5) < 3)
    }

    @Test func `a neutral cover wears the house's colour`() {
        #expect(accent { x, _ in RGB8(red: UInt8(x), green: UInt8(x), blue: UInt8(x)) } == .house)
        #expect(accent { x, y in x + y == 0 ? RGB8(red: 255, green: 0, blue: 0) : white } == .house)
        // A sepia print is brown all over, but hardly.
        #expect(accent { _, _ in RGB8(red: 128, green: 122, blue: 114) } == .house)
    }

    @Test func `a dark cover's colour is lifted until ink can be printed on it`() {
        #expect(accent { _, _ in RGB8(red: 60, green: 0, blue: 0) }.lightness == 0.65)
    }

    @Test func `a picture of one pixel and one of many have a colour`() {
        #expect(AccentColour(from: [0, 0, 255], width: 1, height: 1).hue > 260)
        let wide = [UInt8](repeating: 0, count: 3 * 3000 * 7).enumerated().map {
            $0.offset % 3 == 1 ? 200 : $0.element
        }
        #expect(apart(AccentColour(from: wide, width: 3000, height: 7).hue, 142.5) < 1)
    }

    private func accent(of pixel: (_ x: Int, _ y: Int) -> RGB8) -> AccentColour {
        let side = 100
        var bytes: [UInt8] = []
        for y in 0..<side {
            for x in 0..<side {
                let colour = pixel(x, y)
                bytes += [colour.red, colour.green, colour.blue]
            }
        }
        return AccentColour(from: bytes, width: side, height: side)
    }

    private func apart(_ one: Double, _ two: Double) -> Double {
        let gap = abs(one - two)
        return min(gap, 360 - gap)
    }
}
