package import Essentials
internal import SQL
package import Uploads

/// One take, mix, master or rendering of a track, under a number that it keeps for ever.
package struct Version: Sendable {
    package let id: ID<Version>
    package let trackID: ID<Track>

    /// 1, 2, 3… in the order in which they came; a deleted version's number is not given again.
    package let number: Int

    /// A title of its own where it has one.
    package let title: String?

    /// What tells it from the others, as in "radio edit".
    package let label: String?
    package let type: VersionType?

    /// What else is known of it: a JSON object.
    package let metadata: String

    /// The upload that it is made from; nil where it is lost, or was deleted long ago.
    package let originalAssetID: ID<Asset>?
    package let status: VersionStatus

    /// Whether its first segment can be heard, or more.
    package let isPlayable: Bool

    /// Why it failed, where it did.
    package let problem: VersionProblem?

    /// Milliseconds; as the upload's probe said until it is ready, nil where unknown.
    package let durationMS: Int64?

    /// Hz.
    package let sampleRate: Int?
    package let channels: Int?

    /// Integrated loudness in LUFS (EBU R 128).
    package let loudnessLUFS: Double?

    /// Loudness range in LU (EBU Tech 3342).
    package let loudnessRangeLU: Double?

    /// True peak in dBTP (BS.1770-4 Annex 2).
    package let truePeakDBTP: Double?
    package let createdAt: Instant
}

/// How far a version is.
package enum VersionStatus: String, Codable, CaseIterable, SQLEnum {
    /// Its upload is being worked on.
    case pending

    /// It can be heard to its end, and waveform and loudness are known.
    case ready

    /// It could not be made; the problem says why.
    case failed

    /// It is known to have existed, but there is no sound of it.
    case lost
}

/// What sort of version it is.
package enum VersionType: String, Codable, CaseIterable, SQLEnum {
    case demo
    case roughMix = "rough_mix"
    case mix
    case master
    case remaster
    case live
    case acoustic
    case remix
    case cover
    case edit
    case radioEdit = "radio_edit"
    case instrumental
    case acapella
    case extended
    case other

    /// As people write it, as in `rough mix`.
    package var words: String { rawValue.replacing("_", with: " ") }
}

/// Why a version failed: a code, and what its sentence needs.
package struct VersionProblem: Hashable, Sendable {
    /// What went wrong, as in `no_audio`.
    package let code: String

    /// The values that the code's sentence names.
    package let arguments: [String: String]

    /// The problem with this code.
    package init(code: String, arguments: [String: String] = [:]) {
        self.code = code
        self.arguments = arguments
    }
}

/// What is known of a version once it is ready.
package struct VersionFacts: Hashable, Sendable {
    /// Milliseconds.
    package var durationMS: Int64

    /// Hz.
    package var sampleRate: Int
    package var channels: Int

    /// Integrated loudness in LUFS; nil for silence.
    package var loudnessLUFS: Double?

    /// Loudness range in LU; nil where it can't be told.
    package var loudnessRangeLU: Double?

    /// True peak in dBTP; nil for silence.
    package var truePeakDBTP: Double?

    /// What is known of a version once it is ready.
    package init(
        durationMS: Int64,
        sampleRate: Int,
        channels: Int,
        loudnessLUFS: Double?,
        loudnessRangeLU: Double?,
        truePeakDBTP: Double?
    ) {
        self.durationMS = durationMS
        self.sampleRate = sampleRate
        self.channels = channels
        self.loudnessLUFS = loudnessLUFS
        self.loudnessRangeLU = loudnessRangeLU
        self.truePeakDBTP = truePeakDBTP
    }
}
