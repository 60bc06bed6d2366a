import DSP
import Foundation
import Recordings
import Testing

@testable import Media

@Suite struct PackagerTests {
    let scratch: Scratch
    let music: Music

    init() throws {
        scratch = try Scratch()
        music = try Music()
    }

    @Test(arguments: RenditionFormat.allCases.filter { !$0.isOneFile }, [44100, 48000])
    func `a rendition decodes to all of the music, in its place`(
        format: RenditionFormat,
        rate: Int
    ) async throws {
        let path = try music.cut(.flac, seconds: 20.5, rate: rate, into: scratch)
        let package = try await Collected.run(path, [format])
        let start = try #require(package.starts[format])
        let end = try #require(package.ends[format])
        #expect(end.frames == Int(20.5 * Double(start.sampleRate)))
        let decoded = try Music.reference(scratch.write(package.file(format), as: "whole.mp4"))
        // FFmpeg honours the pre-skip of Opus, but no edit list in a fragmented file.
        let lead = format == .opus ? start.skip - start.priming : start.skip
        #expect(decoded.count / 2 >= lead + end.frames)
        #expect(decoded.count / 2 <= lead + end.frames + 3 * 1024)
        let source = try Music.reference(path, rate: start.sampleRate)
        #expect(snr(source, Array(decoded[(2 * lead)...].prefix(source.count))) > 12)
    }

    @Test func `the skip is priming and lead-in`() async throws {
        let path = try music.cut(.wav, seconds: 1, into: scratch)
        let package = try await Collected.run(path, [.opus, .aac])
        #expect(
            package.starts[.opus]
                == RenditionStart(format: .opus, sampleRate: 48000, skip: 4152, priming: 312)
        )
        #expect(
            package.starts[.aac] == RenditionStart(format: .aac, sampleRate: 44100, skip: 1024, priming: 1024)
        )
    }

    @Test func `segments are six seconds of three parts`() async throws {
        let path = try music.cut(.wav, seconds: 14, into: scratch)
        let package = try await Collected.run(path, [.opus, .aac])
        let opus = try #require(package.segments[.opus])
        #expect(opus.map(\.frames) == [288_000, 288_000, 101_760])
        #expect(opus[0].parts.map(\.frames) == [96000, 96000, 96000])
        #expect(opus.map(\.index) == [0, 1, 2])
        let aac = try #require(package.segments[.aac])
        #expect(aac[0].frames == 3 * 86 * 1024)
        for segment in opus + aac {
            #expect(24 + segment.parts.reduce(0) { $0 + $1.bytes } == segment.bytes.count)
        }
    }

    @Test(arguments: RenditionFormat.allCases.filter { !$0.isOneFile })
    func `FFmpeg plays a playlist of the segments to the end`(format: RenditionFormat) async throws {
        let path = try music.cut(.wav, seconds: 13, into: scratch)
        let package = try await Collected.run(path, [format])
        try scratch.write(package.initialisations[format] ?? [], as: "init.mp4")
        var playlist = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:6\n#EXT-X-MAP:URI=\"init.mp4\"\n"
        let rate = try #require(package.starts[format]?.sampleRate)
        for segment in package.segments[format] ?? [] {
            try scratch.write(segment.bytes, as: "\(segment.index).m4s")
            playlist += "#EXTINF:\(Double(segment.frames) / Double(rate)),\n\(segment.index).m4s\n"
        }
        let list = try scratch.write((playlist + "#EXT-X-ENDLIST\n").utf8, as: "list.m3u8")
        let decoded = try Music.reference(list, rate: 48000)
        #expect(decoded.count / 2 >= 13 * 48000)
    }

    @Test func `seams between chunks are as good as the middle of a chunk`() async throws {
        let path = try music.cut(.wav, seconds: 60, from: 10, rate: 48000, into: scratch)
        let package = try await Collected.run(path)
        let decoded = try Music.reference(scratch.write(package.file(.opus), as: "whole.mp4"))
        let source = try Music.reference(path)
        let window = 1920
        func quality(at frame: Int) -> Double {
            // Lead-in shifts the decoded sound; chunks begin in coded time, which is priming earlier.
            let place = frame - 312
            let range = (2 * (place - 3840))..<(2 * (place - 3840 + window))
            return snr(Array(source[range]), Array(decoded[(2 * place)..<(2 * (place + window))]))
        }
        let seams = (1..<9).map { quality(at: $0 * 288_000 - window / 2) }
        let middles = (1..<9).map { quality(at: $0 * 288_000 - 144_000) }
        #expect(median(seams) > median(middles) - 1.5)
        #expect(try #require(seams.min()) > 8)
    }

    @Test func `any number of workers makes the same bytes`() async throws {
        let path = try music.cut(.mp3, seconds: 20, into: scratch)
        let one = try await Collected.run(path, workers: 1)
        let four = try await Collected.run(path, workers: 4)
        #expect(one.file(.opus) == four.file(.opus))
    }

    @Test(arguments: [0.3, 0.01])
    func `a click is a recording too`(seconds: Double) async throws {
        let path = try music.cut(.wav, seconds: seconds, into: scratch)
        let package = try await Collected.run(path, [.opus, .aac], isMeasured: true)
        #expect(package.segments[.opus]?.count == 1)
        #expect(package.ends[.opus]?.frames == Int(seconds * 48000))
        #expect(package.measurements?.frames == Int(seconds * 44100))
        let decoded = try Music.reference(scratch.write(package.file(.opus), as: "click.mp4"))
        #expect(decoded.count / 2 >= 3840 + Int(seconds * 48000))
    }

    @Test func `silence has no loudness, no peak, and a flat waveform`() async throws {
        let path = scratch.path("silence.wav")
        try Tool.ffmpeg(["-f", "lavfi", "-i", "anullsrc=r=44100", "-t", "5", path])
        let found = try #require(try await Collected.run(path, isMeasured: true).measurements)
        #expect(found.loudness == nil && found.truePeak == nil)
        #expect(found.waveform.extremes.allSatisfy { $0 == 0 })
    }

    @Test func `progress reaches the end and the waveform grows`() async throws {
        let path = try music.cut(.wav, seconds: 20, into: scratch)
        let package = try await Collected.run(path, isMeasured: true)
        #expect(package.advances.last == 20 * 44100)
        #expect(package.advances == package.advances.sorted())
        #expect(package.source?.codec == "pcm_s16le")
        #expect(package.grown.allSatisfy { $0.length <= 2048 })
    }

    @Test func `a cover comes out in all sizes`() async throws {
        let picture = scratch.path("cover.png")
        try Tool.ffmpeg(["-f", "lavfi", "-i", "testsrc=size=640x480", "-frames:v", "1", picture])
        let path = scratch.path("covered.mp3")
        try Tool.ffmpeg([
            "-i", try music.cut(.mp3, seconds: 2, into: scratch), "-i", picture, "-map", "0:a", "-map", "1:v",
            "-c", "copy", "-disposition:v", "attached_pic", path,
        ])
        let cover = try #require(try await Collected.run(path, isMeasured: true).cover)
        for (bytes, side) in [(cover.full, 1000), (cover.half, 500), (cover.thumbnail, 200)] {
            let raw = try Tool.ffmpeg([
                "-i", scratch.write(bytes, as: "c.jpg"), "-f", "rawvideo", "-pix_fmt", "gray", "-",
            ])
            #expect(raw.count == side * side)
        }
    }

    @Test func `what is too long is refused by its header and by its sound`() async throws {
        let path = try music.cut(.wav, seconds: 4, into: scratch)
        await #expect(throws: MediaError(.tooLong, "4 s")) { try await Collected.run(path, longest: 3) }
        let piped = try scratch.write(Tool.ffmpeg(["-i", path, "-f", "adts", "-"]), as: "raw.aac")
        await #expect(throws: MediaError.self) { try await Collected.run(piped, longest: 2) }
    }

    @Test func `a sink that fails ends the pass`() async throws {
        struct Full: Error {}
        final class FullDisk: PackageSink {
            func began(_ source: ProbeResult) {}
            func advanced(to frames: Int, of expected: Int?) {}
            func renditionBegan(_ start: RenditionStart, initialisation: [UInt8]) throws { throw Full() }
            func segmentMade(_ segment: Segment, of format: RenditionFormat) {}
            func fileGrew(by bytes: [UInt8], of format: RenditionFormat) {}
            func fileMade(head: [UInt8], frames: Int, of format: RenditionFormat) {}
            func renditionEnded(_ end: RenditionEnd, of format: RenditionFormat) {}
            func waveformGrew(_ waveform: Waveform) {}
            func measured(_ measurements: Measurements) {}
            func coverFound(_ cover: Cover) {}
        }
        let path = try music.cut(.wav, seconds: 30, into: scratch)
        await #expect(throws: Full.self) {
            try await Packager(.init(formats: [.opus, .aac], isMeasured: true), workers: 2)
                .run(path, into: FullDisk())
        }
    }

    private func snr(_ reference: [Float], _ coded: [Float]) -> Double {
        var signal = 1e-12
        var noise = 1e-12
        for (one, other) in zip(reference, coded) {
            signal += Double(one * one)
            noise += Double((one - other) * (one - other))
        }
        return 10 * log10(signal / noise)
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
}
