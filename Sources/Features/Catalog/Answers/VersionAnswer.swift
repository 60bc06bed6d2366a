package import Essentials
package import HTTP

/// A version as JSON shows it; the slices above fill in what they know of it.
package struct VersionAnswer: Encodable, Sendable {
    package let id: ID<Version>
    package let trackId: ID<Track>
    package let number: Int
    package let title: String?
    package let versionLabel: String?
    package let versionType: VersionType?
    package let metadata: JSONFragment
    package let status: VersionStatus

    /// True from the first segment on.
    package let playable: Bool
    package let durationMs: Int64?
    package let sampleRate: Int?
    package let channels: Int?
    package let loudnessLufs: Double?
    package let loudnessRangeLu: Double?
    package let truePeakDbtp: Double?
    package let createdAt: Instant

    /// 0…1.
    package var progress: Double

    /// Why it failed, in words; only for those who may change the track.
    package var error: ErrorAnswer?
    package var transcodes: [TranscodeAnswer]
    package var stream: StreamAnswer?
    package var waveformUrl: String?

    /// What the catalogue knows of `version`.
    package init(_ version: Version) {
        id = version.id
        trackId = version.trackID
        number = version.number
        title = version.title
        versionLabel = version.label
        versionType = version.type
        metadata = JSONFragment(version.metadata)
        status = version.status
        playable = version.isPlayable
        durationMs = version.durationMS
        sampleRate = version.sampleRate
        channels = version.channels
        loudnessLufs = version.loudnessLUFS
        loudnessRangeLu = version.loudnessRangeLU
        truePeakDbtp = version.truePeakDBTP
        createdAt = version.createdAt
        progress = version.status == .ready ? 1 : 0
        transcodes = []
    }
}

/// What went wrong with a version, in words.
package struct ErrorAnswer: Encodable, Sendable {
    package let code: String

    /// What happened and what to do.
    package let message: String

    /// The problem with this code, told by this sentence.
    package init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// One encoding of a version and how far it is.
package struct TranscodeAnswer: Encodable, Sendable {
    /// As in `hls_opus`.
    package let format: String

    /// Whether it holds every bit of the recording, which not everybody is given.
    package var isLossless: Bool { format == "hls_flac" }

    /// `pending`, `ready` or `failed`.
    package let status: String

    /// An encoding of this format.
    package init(format: String, status: String) {
        self.format = format
        self.status = status
    }
}

/// Where a version can be heard, and until when the link is good.
package struct StreamAnswer: Encodable, Sendable {
    /// The signed path of the master playlist.
    package let url: String
    package let expiresAt: Instant

    /// A link that is good until `expiresAt`.
    package init(url: String, expiresAt: Instant) {
        self.url = url
        self.expiresAt = expiresAt
    }
}
