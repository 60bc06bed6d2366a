/// A coding in which listeners receive a recording.
package enum RenditionFormat: String, Codable, Sendable, CaseIterable {
    /// Opus, 160 kb/s, in fragmented MP4.
    case opus
    /// AAC-LC, 256 kb/s, in fragmented MP4: for players without Opus.
    case aac
    /// FLAC in fragmented MP4, of the recording's own bits and rate as far as FLAC has them: nothing is lost.
    case flac
    /// MP3 of 320 kb/s in one file: for players that know no segments.
    case mp3At320 = "mp3_320"
    /// MP3 of 128 kb/s in one file, to spare data.
    case mp3At128 = "mp3_128"

    /// The codec as `CODECS` of a playlist and MSE name it (RFC 6381).
    package var codecs: String {
        switch self {
        case .opus: "opus"
        case .aac: "mp4a.40.2"
        case .flac: "fLaC"
        case .mp3At320, .mp3At128: "mp3"
        }
    }

    /// Whether it holds every bit of the recording, which not everybody is given.
    package var isLossless: Bool { self == .flac }

    /// Whether it is one file, not segments that playlists list.
    package var isOneFile: Bool {
        switch self {
        case .opus, .aac, .flac: false
        case .mp3At320, .mp3At128: true
        }
    }
}
