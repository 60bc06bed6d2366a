/// What a recording says of itself, judged by its content.
package struct ProbeResult: Codable, Equatable, Sendable {
    /// FFmpeg's name of the container, such as `wav`, `flac`, `mov`.
    package let container: String

    /// FFmpeg's name of the codec, such as `pcm_s24le`, `alac`, `mp3`.
    package let codec: String

    /// Length in milliseconds, rounded; nil where the container doesn't say, or not in earnest.
    package let durationMS: Int?

    /// Hz of the decoded sound.
    package let sampleRate: Int

    /// Channels before any fold to stereo.
    package let channels: Int

    /// Bits per second of the sound; of the whole file where the codec doesn't say.
    package let bitrate: Int

    /// Bits per sample of lossless sound; nil for lossy codecs.
    package let bitDepth: Int?

    /// What is written in the file, under the names of `Tags.names`.
    package let tags: [String: String]

    /// Whether a picture is attached.
    package let hasCover: Bool
}
