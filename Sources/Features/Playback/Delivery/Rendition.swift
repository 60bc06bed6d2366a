internal import Ingest
internal import Media

/// One encoding of a version, as far as it is made: what a playlist is written from.
package struct Rendition: Hashable, Sendable {
    /// One stretch of the encoding that is fetched on its own.
    package struct Segment: Hashable, Sendable {
        /// Length in frames at the rendition's sample rate.
        package var frames: Int

        /// Size in bytes.
        package var bytes: Int

        /// A segment of `frames` in `bytes`.
        package init(frames: Int, bytes: Int) {
            self.frames = frames
            self.bytes = bytes
        }
    }

    /// The short name in keys and playlists: `opus`, `aac`, `flac`.
    package var format: String

    /// The folder below the version's that holds its files, as in `opus.1`; a folder is never overwritten.
    package var folder: String

    /// The codec as RFC 6381 writes it.
    package var codec: String

    /// Hz.
    package var sampleRate: Int

    /// Frames at the start that the decoder makes and nobody should hear.
    package var skip: Int

    /// Frames of the recording itself, known once the encoding is complete.
    package var frames: Int?

    /// What can be fetched now, in order.
    package var segments: [Segment]

    /// Whether no segment will follow.
    package var isComplete: Bool

    /// A rendition with everything that a playlist says of it.
    package init(
        format: String,
        folder: String,
        codec: String,
        sampleRate: Int,
        skip: Int,
        frames: Int?,
        segments: [Segment],
        isComplete: Bool
    ) {
        self.format = format
        self.folder = folder
        self.codec = codec
        self.sampleRate = sampleRate
        self.skip = skip
        self.frames = frames
        self.segments = segments
        self.isComplete = isComplete
    }

    /// Whether it is one file, which playlists don't list.
    package var isOneFile: Bool { RenditionFormat(rawValue: format)?.isOneFile ?? false }

    /// The highest rate of any segment in bits per second, rounded up (RFC 8216 §4.3.4.2, BANDWIDTH).
    package var peakBandwidth: Int {
        segments.map { HLS.bitRate(bytes: $0.bytes, frames: $0.frames, at: sampleRate) }.max() ?? 0
    }

    /// The rate of all segments together in bits per second, rounded up (AVERAGE-BANDWIDTH).
    package var averageBandwidth: Int {
        HLS.bitRate(
            bytes: segments.reduce(0) { $0 + $1.bytes },
            frames: segments.reduce(0) { $0 + $1.frames },
            at: sampleRate
        )
    }
}
