package import Catalog
package import Essentials
package import HTTP

/// The addresses of what is played and shown of a version.
package enum PlaybackPaths {
    /// The master playlist for who may hear the version.
    package static let stream = Path("/api/v1/stream/:version_id.m3u8", ID<Version>.self)

    /// The version as one MP3, for who may hear it.
    package static let mp3 = Path("/api/v1/stream/:version_id.mp3", ID<Version>.self)

    /// The encodings of a version that somebody may have made.
    package static let transcodes = Path("/api/v1/versions/:id/transcodes", ID<Version>.self)

    /// Any file of a version, for who holds a signed link.
    package static let media = Path("/media/hls/:version_id/:file*", ID<Version>.self, String.self)

    package static let waveform = Path("/api/v1/versions/:id/waveform", ID<Version>.self)

    /// What was uploaded, for the artist's members.
    package static let original = Path("/api/v1/versions/:id/original", ID<Version>.self)

    package static let plays = Path("/api/v1/plays")

    /// Artwork and pictures of waveforms.
    package static let image = Path("/images/:file", String.self)

    /// The folder that a version's signed files lie in, without a slash at its end.
    package static func folder(_ version: ID<Version>) -> String { "/media/hls/\(version)" }

    /// The picture of a version's waveform, 200 × 60 pixels.
    package static func waveformImage(_ version: ID<Version>) -> String { "/images/waveform_\(version).png" }
}
