package import Crypto
package import Essentials
package import ObjectStore

/// The id of a file that somebody uploaded.
package typealias AssetID = ID<Asset>

/// A file that somebody uploaded, checked and stored for good.
package struct Asset: Sendable, Equatable {
    package let id: AssetID
    /// Who uploaded it.
    package let owner: UserID
    /// Where its bytes are: `originals/{id}.{extension}`.
    package let key: ObjectKey
    /// Its length in bytes, at least 1.
    package let size: Int
    /// The media type that its content shows, whatever it was declared as.
    package let mime: String
    /// The SHA-256 of its bytes.
    package let digest: Digest
    /// The name it came with: text to show, never a path.
    package let filename: String
    /// What was found out about its sound; nil for pictures.
    package let probe: ProbeAnswer?
    package let createdAt: Instant
}

/// What a look into a file tells about its sound, before anything of it is decoded.
package struct ProbeAnswer: Codable, Sendable, Equatable {
    /// Milliseconds.
    package var durationMs: Int
    /// Hz.
    package var sampleRate: Int
    package var channels: Int
    /// The codec's name, such as `flac` or `pcm_s24le`.
    package var codec: String
    /// Bits per second; nil where the file doesn't say.
    package var bitrate: Int?
    /// Title, artist and the like, names in lower case.
    package var tags: [String: String]

    /// The facts of one file.
    package init(
        durationMs: Int,
        sampleRate: Int,
        channels: Int,
        codec: String,
        bitrate: Int?,
        tags: [String: String]
    ) {
        self.durationMs = durationMs
        self.sampleRate = sampleRate
        self.channels = channels
        self.codec = codec
        self.bitrate = bitrate
        self.tags = tags
    }
}

/// Looks into the local file at a path; throws ``NotAudio`` where no music is in it.
package typealias Probe = @Sendable (_ path: String) async throws -> ProbeAnswer

/// A file holds no sound that could be played.
package struct NotAudio: Error, Sendable {
    /// What is wrong with it, as a sentence for whoever uploaded it.
    package let sentence: String

    /// The reason, as a whole sentence.
    package init(_ sentence: String) {
        self.sentence = sentence
    }
}
