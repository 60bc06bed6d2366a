import DSP
import Foundation
import Recordings
import Testing

@testable import Media

@Suite struct PictureTests {
    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    @Test func `PNG keeps every pixel`() throws {
        var random = SystemRandomNumberGenerator()
        let pixels = (0..<(4 * 31 * 17)).map { _ in UInt8.random(in: 0...255, using: &random) }
        let path = try scratch.write(Picture(width: 31, height: 17, pixels: pixels).png(), as: "x.png")
        let read = try Tool.ffmpeg(["-i", path, "-f", "rawvideo", "-pix_fmt", "rgba", "-"])
        #expect([UInt8](read) == pixels)
    }

    @Test func `JPEG keeps the colours`() throws {
        let picture = Picture(width: 40, height: 24, red: 200, green: 40, blue: 90)
        let path = try scratch.write(picture.jpeg(), as: "x.jpg")
        let read = [UInt8](try Tool.ffmpeg(["-i", path, "-f", "rawvideo", "-pix_fmt", "rgba", "-"]))
        #expect(read.count == picture.pixels.count)
        #expect(zip(read, picture.pixels).allSatisfy { abs(Int($0) - Int($1)) <= 3 })
    }

    @Test(arguments: ["png", "jpg", "webp"], ["640x300", "30x50", "1400x1400"])
    func `a cover of any shape becomes a square`(type: String, size: String) throws {
        let path = scratch.path("cover.\(type)")
        try Tool.ffmpeg(["-f", "lavfi", "-i", "color=c=0x2060c0:size=\(size)", "-frames:v", "1", path])
        for side in [1000, 200] {
            let square = try CoverArt.square(of: [UInt8](Data(contentsOf: URL(filePath: path))), side: side)
            #expect(square.width == side && square.height == side)
            let centre = square.pixels[(4 * (side / 2 * side + side / 2))...].prefix(3)
            #expect(zip(centre, [0x20, 0x60, 0xC0]).allSatisfy { abs(Int($0) - $1) <= 6 })
        }
    }

    @Test func `the square is cut from the middle`() throws {
        let path = scratch.path("halves.png")
        try Tool.ffmpeg([
            "-f", "lavfi", "-i", "color=c=red:size=100x100", "-f", "lavfi", "-i", "color=c=blue:size=100x100",
            "-f", "lavfi", "-i", "color=c=green:size=100x100", "-filter_complex", "[0][1][2]hstack=3",
            "-frames:v", "1", path,
        ])
        let square = try CoverArt.square(of: [UInt8](Data(contentsOf: URL(filePath: path))), side: 50)
        #expect(
            square == Picture(width: 50, height: 50, red: 0, green: 0, blue: 254)
                || square == Picture(width: 50, height: 50, red: 0, green: 0, blue: 255)
        )
    }

    @Test func `transparency turns white`() throws {
        let clear = try Picture(width: 8, height: 8, red: 9, green: 9, blue: 9, alpha: 0).png()
        let square = try CoverArt.square(of: clear, side: 8)
        #expect(square == Picture(width: 8, height: 8, red: 255, green: 255, blue: 255))
    }

    @Test func `what is no picture, cut or a bomb is refused`() throws {
        #expect(throws: MediaError.self) { try CoverArt.square(of: [], side: 200) }
        #expect(throws: MediaError.self) { try CoverArt.square(of: Array("<svg/>".utf8), side: 200) }
        let png = try Picture(width: 300, height: 300, red: 1, green: 2, blue: 3).png()
        #expect(throws: MediaError.self) { try CoverArt.square(of: Array(png.prefix(30)), side: 200) }
        var bomb = png
        bomb.replaceSubrange(16..<24, with: [0, 0, 0x40, 0, 0, 0, 0x40, 0])
        #expect(throws: MediaError.self) { try CoverArt.square(of: bomb, side: 200) }
    }

    @Test func `a waveform is drawn around the middle`() throws {
        var builder = WaveformBuilder(sampleRate: 8000, samplesPerPixel: 64)
        let samples = (0..<64000).flatMap { frame -> [Float] in
            let value = Float(sin(Double(frame))) * (frame < 32000 ? 0 : 0.5)
            return [value, value]
        }
        builder.append(samples.span)
        let picture = WaveformPicture.draw(builder.finish())
        #expect(picture.width == 200 && picture.height == 60)
        func ink(_ x: Int, _ y: Int) -> UInt8 { picture.pixels[4 * (y * 200 + x) + 3] }
        #expect((0..<60).allSatisfy { ink(20, $0) == 0 })
        #expect(ink(150, 30) == 255)
        #expect(ink(150, 1) > 0 && ink(150, 1) < 200)
        #expect(ink(150, 58) > 0)
        #expect(try picture.png().count < 20_000)
    }
}
