import DSP
import Foundation
import Recordings
import Testing

@testable import Media

@Suite struct ProbeTests {
    let scratch: Scratch
    let music: Music

    init() throws {
        scratch = try Scratch()
        music = try Music()
    }

    static let formats: [(Music.Format, String, String, Int?)] = [
        (.wav, "wav", "pcm_s16le", 16), (.wav24, "wav", "pcm_s24le", 24), (.wavFloat, "wav", "pcm_f32le", 32),
        (.aiff, "aiff", "pcm_s24be", 24), (.flac, "flac", "flac", 16), (.flac24, "flac", "flac", 24),
        (.mp3, "mp3", "mp3", nil), (.aac, "mov", "aac", nil), (.alac, "mov", "alac", 16),
        (.vorbis, "ogg", "vorbis", nil), (.opus, "ogg", "opus", nil), (.rf64, "wav", "pcm_s16le", 16),
        (.w64, "w64", "pcm_s16le", 16), (.caf, "caf", "pcm_s24le", 24), (.wavpack, "wv", "wavpack", 16),
    ]

    @Test(arguments: formats)
    func `each format is told by its content`(
        format: Music.Format,
        container: String,
        codec: String,
        bits: Int?
    ) throws {
        let path = try music.cut(format, into: scratch)
        let nameless = scratch.path("nameless.txt")
        try FileManager.default.moveItem(atPath: path, toPath: nameless)
        let found = try Probe.file(nameless)
        #expect(found.container == container)
        #expect(found.codec == codec)
        #expect(found.bitDepth == bits)
        #expect(found.sampleRate == (format == .opus ? 48000 : 44100))
        #expect(found.channels == 2)
        let length = try #require(found.durationMS)
        #expect(abs(length - 6000) <= 60)
        #expect(found.bitrate > 100_000)
    }

    @Test(arguments: [Music.Format.flac, .mp3, .aac, .vorbis, .opus, .aiff, .wav])
    func `tags are read under one name`(format: Music.Format) throws {
        let path = scratch.path("tagged.\(format.suffix)")
        try Tool.ffmpeg([
            "-i", try music.cut(format, seconds: 1, into: scratch), "-c", "copy", "-write_id3v2", "1",
            "-metadata:s:a", "title=Möwe\u{1} ", "-metadata:s:a", "artist=The Band", "-metadata",
            "title=Möwe\u{1} ", "-metadata", "artist=The Band", path,
        ])
        let tags = try Probe.file(path).tags
        #expect(tags["title"] == "Möwe")
        #expect(tags["artist"] == "The Band")
    }

    @Test func `an attached picture is noticed and taken out`() throws {
        let picture = scratch.path("cover.png")
        try Tool.ffmpeg(["-f", "lavfi", "-i", "testsrc=size=64x48", "-frames:v", "1", picture])
        for format in [Music.Format.mp3, .flac, .aac] {
            let path = scratch.path("covered.\(format.suffix)")
            try Tool.ffmpeg([
                "-i", try music.cut(format, seconds: 1, into: scratch), "-i", picture, "-map", "0:a", "-map",
                "1:v",
                "-c", "copy", "-disposition:v", "attached_pic", path,
            ])
            #expect(try Probe.file(path).hasCover)
            #expect(try Container(path: path).cover == [UInt8](Data(contentsOf: URL(filePath: picture))))
        }
    }

    @Test(arguments: Music.Format.allCases)
    func `a file cut in half is refused`(format: Music.Format) throws {
        let whole = try music.cut(format, seconds: 8, into: scratch)
        #expect(throws: Never.self) { try Probe.file(whole) }
        let half = try scratch.cut(whole, to: 0.5, as: "half")
        let error = #expect(throws: MediaError.self) { try Probe.file(half) }
        #expect(error?.reason == .truncated || (format.suffix == "m4a" && error?.reason == .damaged))
    }

    @Test func `a WAV that was written to a pipe has no length to miss`() throws {
        let path = try music.cut(.wav, seconds: 2, into: scratch)
        let piped = try Tool.ffmpeg(["-i", path, "-f", "wav", "-"])
        #expect(try Probe.file(scratch.write(piped, as: "piped.wav")).durationMS == 2000)
    }

    @Test func `an MP4 that begins with its index and is cut is refused`() throws {
        let path = scratch.path("fast.m4a")
        try Tool.ffmpeg([
            "-i", try music.cut(.aac, seconds: 8, into: scratch), "-c", "copy", "-movflags", "+faststart",
            path,
        ])
        #expect(throws: Never.self) { try Probe.file(path) }
        let error = #expect(throws: MediaError.self) {
            try Probe.file(scratch.cut(path, to: 0.6, as: "half"))
        }
        #expect(error?.reason == .truncated)
    }

    @Test(arguments: [
        ("text.wav", "Dear musician, this is a letter and no recording.\n"),
        ("list.m3u8", "#EXTM3U\n#EXTINF:6,\nfile:///etc/passwd\n"),
        (
            "list.m3u8",
            "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:6,\nhttp://127.0.0.1:9/x.ts\n#EXT-X-ENDLIST\n"
        ),
        ("script.wav", "ffconcat version 1.0\nfile /etc/passwd\n"),
        ("image.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("words.srt", "1\n00:00:00,000 --> 00:00:01,000\nhello\n"),
        ("session.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nt=0 0\nm=audio 9 RTP/AVP 0\n"),
    ])
    func `scripts, playlists and text are no audio`(name: String, text: String) throws {
        for text in [text, String(repeating: text, count: 2000)] {
            let path = try scratch.write(text.utf8, as: name)
            #expect(throws: MediaError.self) { try Probe.file(path) }
        }
    }

    @Test func `pictures, films without sound and noise are no audio`() throws {
        for name in ["p.png", "p.jpg", "p.gif", "p.webp"] {
            try Tool.ffmpeg(["-f", "lavfi", "-i", "testsrc=size=64x48", "-frames:v", "1", scratch.path(name)])
            #expect(reason(name) == .notAudio)
        }
        try Tool.ffmpeg(["-f", "lavfi", "-i", "testsrc=size=64x48:duration=1", scratch.path("film.mp4")])
        #expect(reason("film.mp4") == .noSound)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<20 {
            try scratch.write(
                (0..<200_000).map { _ in UInt8.random(in: 0...255, using: &random) },
                as: "noise.mp3"
            )
            #expect(reason("noise.mp3") != nil)
        }
    }

    @Test func `an empty file, a header alone and a folder have reasons of their own`() throws {
        try scratch.write([], as: "empty.wav")
        #expect(reason("empty.wav") == .empty)
        try Tool.ffmpeg(["-f", "lavfi", "-i", "anullsrc", "-t", "0", scratch.path("header.wav")])
        #expect(reason("header.wav") == .noSound)
        #expect(throws: MediaError(.unreadable, "not a regular file")) { try Probe.file(scratch.folder.path) }
        #expect(reason("absent.wav") == .unreadable)
    }

    @Test func `the sound of a film is taken`() throws {
        let path = scratch.path("film.mp4")
        try Tool.ffmpeg([
            "-f", "lavfi", "-i", "testsrc=size=64x48:duration=3", "-i",
            try music.cut(.aac, seconds: 3, into: scratch), "-c:a", "copy", "-shortest", path,
        ])
        #expect(try Probe.file(path).codec == "aac")
    }

    @Test func `sound behind a very large tag is found`() throws {
        let picture = scratch.path("cover.png")
        try Tool.ffmpeg([
            "-f", "lavfi", "-i", "testsrc2=size=1500x1500", "-vf", "noise=alls=100", "-frames:v", "1",
            picture,
        ])
        let size = try Data(contentsOf: URL(filePath: picture)).count
        #expect(size > 2_000_000)
        let path = scratch.path("covered.mp3")
        try Tool.ffmpeg([
            "-i", try music.cut(.mp3, seconds: 3, into: scratch), "-i", picture, "-map", "0:a", "-map", "1:v",
            "-c", "copy", "-disposition:v", "attached_pic", path,
        ])
        #expect(try Probe.file(path).hasCover)
    }

    private func reason(_ name: String) -> MediaError.Reason? {
        do throws(MediaError) {
            _ = try Probe.file(scratch.path(name))
            return nil
        } catch {
            return error.reason
        }
    }
}
