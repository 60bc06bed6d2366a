/// A coding in which listeners receive a recording.
package enum RenditionFormat: String, Codable, Sendable, CaseIterable {
    /// Opus, 160 kb/s, in fragmented MP4.
    case opus
    /// AAC-LC, 256 kb/s, in fragmented MP4: for players without Opus.
    case aac

    /// The codec as `CODECS` of a playlist and MSE name it (RFC 6381).
    package var codecs: String {
        switch self {
        case .opus: "opus"
        case .aac: "mp4a.40.2"
        }
    }
}
