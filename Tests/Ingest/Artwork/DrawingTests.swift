import Testing

@testable import Ingest

@Suite struct DrawingTests {
    private let black = Paint(RGB8(red: 0, green: 0, blue: 0))

    @Test func `a rectangle covers the pixels it covers, and halves by half`() {
        var sheet = Drawing(width: 4, height: 2)
        sheet.fillRectangle(from: Point(1.5, 0), to: Point(3, 1.5), black)
        let rows = (0..<2).map { y in (0..<4).map { x in sheet.pixels(width: 4)[x, y].red } }
        #expect(rows == [[255, 128, 0, 255], [255, 191, 128, 255]])
    }

    @Test(arguments: [20, 100, 333])
    func `a circle has the area of a circle`(width: Int) {
        var sheet = Drawing(width: 1, height: 1)
        sheet.fillCircle(centre: Point(0.5, 0.5), radius: 0.4, black)
        let expected = 0.16 * Double.pi
        #expect(abs(darkness(sheet.pixels(width: width)) - expected) < 0.3 / Double(width))
    }

    @Test func `a line has a round pen at its ends, and its overlaps count once`() {
        var sheet = Drawing(width: 10, height: 10)
        var angle = Outline()
        angle.addLine(from: Point(2, 5), to: Point(8, 5))
        angle.addLine(from: Point(8, 5), to: Point(2, 5))
        sheet.stroke(angle, width: 2, black)
        #expect(abs(darkness(sheet.pixels(width: 200)) - (12 + .pi) / 100) < 0.001)
    }

    @Test func `a closed line comes back to its start`() {
        var sheet = Drawing(width: 10, height: 10)
        sheet.stroke(Outline(polygon: [Point(2, 2), Point(8, 2), Point(8, 8), Point(2, 8)]), width: 1, black)
        #expect(sheet.pixels(width: 10)[2, 5].red < 140)
        #expect(sheet.pixels(width: 10)[5, 5].red == 255)
    }

    @Test func `holes wind the other way`() {
        var outline = Outline(polygon: [Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 4)])
        outline.addPolygon([Point(1, 1), Point(1, 3), Point(3, 3), Point(3, 1)])
        var sheet = Drawing(width: 4, height: 4)
        sheet.fill(outline, black)
        #expect(darkness(sheet.pixels(width: 4)) == 0.75)
    }

    @Test func `what lies outside of the sheet is cut off`() {
        var sheet = Drawing(width: 4, height: 4, ground: Paint(RGB8(red: 9, green: 9, blue: 9)))
        sheet.fillCircle(centre: Point(-50, -50), radius: 10, black)
        sheet.fillRectangle(from: Point(-9, -9), to: Point(2, 99), black)
        let pixels = sheet.pixels(width: 4)
        #expect(pixels[1, 3].red == 0)
        #expect(pixels[2, 0].red == 9)
    }

    @Test func `pixels follow the sheet's shape`() {
        let pixels = Drawing(width: 1600, height: 400).pixels(width: 200)
        #expect((pixels.width, pixels.height) == (200, 50))
        #expect(pixels.rgb.count == 200 * 50 * 3)
    }

    /// The share of the sheet that is black, 0…1.
    private func darkness(_ pixels: Pixels) -> Double {
        let light = pixels.rgb.reduce(0.0) { $0 + Double($1) / 255 }
        return 1 - light / Double(pixels.rgb.count)
    }
}
