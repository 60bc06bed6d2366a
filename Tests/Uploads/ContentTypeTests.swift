import Essentials
import Testing

@testable import Uploads

@Suite struct ContentTypeTests {
    @Test(arguments: [
        ("RIFF\u{1}\u{2}\u{3}\u{4}WAVEfmt ", "audio/wav"), ("RF64....WAVEds64", "audio/wav"),
        ("FORM....AIFFCOMM", "audio/aiff"), ("FORM....AIFCFVER", "audio/aiff"), ("fLaC....", "audio/flac"),
        ("OggS........", "audio/ogg"), ("....ftypM4A ", "audio/mp4"), ("ID3.....", "audio/mpeg"),
        ("RIFF....WEBPVP8 ", "image/webp"), ("riff....................wave....", "audio/x-w64"),
        ("caff\u{0}\u{1}", "audio/x-caf"), ("wvpk....", "audio/x-wavpack"),
    ])
    func `the first bytes tell the type`(start: String, mime: String) {
        #expect(ContentType(start: Array(start.utf8))?.mime == mime)
    }

    @Test(
        arguments: [
            ([0xFF, 0xFB, 0x90, 0x00], "audio/mpeg"), ([0xFF, 0xF3, 0x40, 0xC0], "audio/mpeg"),
            ([0xFF, 0xF1, 0x50, 0x80], "audio/mpeg"), ([0xFF, 0xD8, 0xFF, 0xDB], "image/jpeg"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        ] as [([UInt8], String)]
    )
    func `frames and pictures are told by their marks`(start: [UInt8], mime: String) {
        #expect(ContentType(start: start)?.mime == mime)
    }

    @Test(arguments: [
        "", "R", "RIFF....", "RIFF....AVI LIST", "#EXTM3U\n", "ffconcat version 1.0", "<?xml version='1.0'?>",
        "<svg xmlns='http://www.w3.org/2000/svg'>", "GIF89a..", "%PDF-1.7", "PK\u{3}\u{4}", "MZ......",
        "FORM....ILBM",
        " RIFF....WAVE",
    ])
    func `everything else has none`(start: String) {
        #expect(ContentType(start: Array(start.utf8)) == nil)
    }

    @Test func `a frame behind junk is a frame`() {
        let junk = [UInt8](repeating: 0x20, count: 5000)
        #expect(ContentType(start: junk + [0xFF, 0xFB, 0x90, 0x00])?.mime == "audio/mpeg")
        #expect(ContentType(start: junk + [0xFF, 0xFB, 0xF0, 0x00]) == nil)
    }

    @Test(
        arguments: [
            [0xFF], [0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xE9, 0x00, 0x00], [0xFF, 0xFB, 0xF0, 0x00], [0x00],
        ] as [[UInt8]]
    )
    func `no sync is no frame`(start: [UInt8]) {
        #expect(ContentType(start: start) == nil)
    }

    @Test(arguments: [
        ("a.FLAC", "flac"), ("a.tar.wav", "wav"), ("a", "bin"), ("wav", "bin"), (".wav", "bin"),
        ("a.sh", "bin"),
        ("a.wav/../../x", "bin"), ("a.", "bin"), ("", "bin"),
    ])
    func `only known endings are kept`(name: String, ending: String) {
        #expect(FileName.safeExtension(of: name) == ending)
    }

    @Test(arguments: [
        (0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (1500, "1.5 kB"), (9_999_999, "9.9 MB"),
        (123_400_000, "123 MB"), (10_000_000_000, "10 GB"),
    ])
    func `sizes are told as people tell them`(bytes: Int, text: String) {
        #expect("\(ByteCount(bytes))" == text)
    }
}
