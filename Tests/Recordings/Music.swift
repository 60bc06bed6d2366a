import Foundation

/// Real recordings of the Debian package `wesnoth-1.16-music`, cut and coded as a test wants them.
package struct Music: Sendable {
    /// A format that musicians upload.
    package enum Format: String, CaseIterable, Sendable {
        case wav, wav24, wavFloat, rf64, w64, aiff, caf, flac, flac24, wavpack, mp3, aac, alac, vorbis, opus
    }

    /// The Ogg file.
    package let source: String

    /// The recording called `name`; throws where the package isn't installed.
    package init(_ name: String = "battle") throws {
        let root = URL(filePath: "/usr/share/games/wesnoth")
        let installed = try FileManager.default.contentsOfDirectory(atPath: root.path)
        let paths = installed.map { root.appending(path: "\($0)/data/core/music/\(name).ogg").path }
        guard let found = paths.first(where: FileManager.default.fileExists) else {
            throw Tool.Failure(text: "no \(name).ogg: install wesnoth-1.16-music")
        }
        source = found
    }

    /// A cut of `seconds` from `start` in `format`, with tags; returns its path.
    package func cut(
        _ format: Format,
        seconds: Double = 6,
        from start: Double = 20,
        rate: Int = 44100,
        into scratch: Scratch
    ) throws -> String {
        let path = scratch.path("\(format.rawValue)-\(start)-\(seconds)-\(rate).\(format.suffix)")
        let place = ["-ss", "\(start)", "-t", "\(seconds)", "-i", source]
        let tags = ["-metadata", "title=Cut of music", "-metadata", "artist=Band", "-map_metadata", "-1"]
        try Tool.ffmpeg(
            place + ["-map", "0:a", "-ar", "\(format == .opus ? 48000 : rate)"] + tags + format.options + [
                path
            ]
        )
        return path
    }

    /// What FFmpeg decodes from the file at `path`: interleaved stereo Float, at `rate` where one is given.
    package static func reference(_ path: String, rate: Int? = nil) throws -> [Float] {
        let rates = rate.map { ["-ar", "\($0)"] } ?? []
        let bytes = try Tool.ffmpeg(
            ["-i", path, "-map", "0:a:0"] + rates + ["-f", "f32le", "-ac", "2", "-"]
        )
        return bytes.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    }
}

extension Music.Format {
    package var suffix: String {
        switch self {
        case .wav, .wav24, .wavFloat, .rf64: "wav"
        case .flac, .flac24: "flac"
        case .aac, .alac: "m4a"
        case .vorbis, .opus: "ogg"
        case .wavpack: "wv"
        case .aiff, .caf, .mp3, .w64: rawValue
        }
    }

    fileprivate var options: [String] {
        switch self {
        case .wav: ["-c:a", "pcm_s16le"]
        case .wav24: ["-c:a", "pcm_s24le"]
        case .wavFloat: ["-c:a", "pcm_f32le"]
        case .rf64: ["-c:a", "pcm_s16le", "-rf64", "always"]
        case .w64: ["-c:a", "pcm_s16le"]
        case .aiff: ["-c:a", "pcm_s24be"]
        case .caf: ["-c:a", "pcm_s24le"]
        case .wavpack: ["-c:a", "wavpack", "-sample_fmt", "s16p"]
        case .flac: ["-c:a", "flac", "-sample_fmt", "s16"]
        case .flac24: ["-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24"]
        case .mp3: ["-c:a", "libmp3lame", "-b:a", "192k"]
        case .aac: ["-c:a", "aac", "-b:a", "192k"]
        case .alac: ["-c:a", "alac", "-sample_fmt", "s16p"]
        case .vorbis: ["-c:a", "libvorbis", "-q:a", "6"]
        case .opus: ["-c:a", "libopus", "-b:a", "160k"]
        }
    }
}
