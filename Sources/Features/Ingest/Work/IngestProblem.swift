package import Catalog
internal import Glibc
internal import Jobs
internal import Media
internal import ObjectStore
internal import SQL

/// Why a recording could not be worked on, as a code that jobs carry and a sentence for who uploaded it.
enum IngestProblem: String, CaseIterable {
    case empty = "media_empty"
    case notAudio = "media_not_audio"
    case noSound = "media_no_sound"
    case unknownCodec = "media_unknown_codec"
    case truncated = "media_truncated"
    case damaged = "media_damaged"
    case tooLong = "media_too_long"
    case unreadable = "media_unreadable"
    case library = "media_library"
    case timedOut = "media_timed_out"
    case tooHeavy = "media_too_heavy"
    case crashed = "media_crashed"
    case notStarted = "media_not_started"
    case originalMissing = "original_missing"
    case originalDamaged = "original_damaged"
    case outOfSpace = "out_of_space"
    case workerLost = "worker_lost"

    /// Whether the same file may fare better another time.
    var mayPass: Bool {
        switch self {
        case .empty, .notAudio, .noSound, .unknownCodec, .truncated, .damaged, .tooLong, .tooHeavy,
            .originalMissing, .originalDamaged:
            false
        case .unreadable, .library, .timedOut, .crashed, .notStarted, .outOfSpace, .workerLost: true
        }
    }

    /// What happened, and what to do.
    var sentence: String {
        switch self {
        case .empty: "The file is empty. Export it again and upload the new one."
        case .notAudio:
            "This is no music that can be played here. WAV, AIFF, FLAC, WavPack, MP3, M4A, Ogg and Opus can."
        case .noSound: "There is no sound in this file. Check that the right track was exported."
        case .unknownCodec:
            "The sound in this file is coded in a way that isn't played here. Export it as WAV or FLAC."
        case .truncated:
            "The file stops before its end: it was cut short on its way. Export or copy it again."
        case .damaged: "The file is damaged and can't be decoded. Export it again."
        case .tooLong: "The recording is longer than what is taken here. Split it into parts."
        case .unreadable: "The file could not be read on our side. Try again in a while."
        case .library:
            "Something went wrong while the sound was encoded. Try again; if it stays, tell who runs this site."
        case .timedOut:
            "The work on this file took far too long and was stopped. Export it as WAV or FLAC and try again."
        case .tooHeavy:
            "The work on this file took more of the machine than it may. Export it as WAV or FLAC and try again."
        case .crashed: "The file makes the decoder break off. Export it again, best as WAV or FLAC."
        case .notStarted: "The work could not be started on our side. Tell who runs this site."
        case .originalMissing: "The uploaded file is gone. Upload it again."
        case .originalDamaged:
            "The uploaded file was damaged where it is kept. Upload it again, and tell who runs this site."
        case .outOfSpace: "The disk here is full. Tell who runs this site, then try again."
        case .workerLost:
            "The work was broken off several times. Try again; if it stays, tell who runs this site."
        }
    }

    /// The failure of a job for this reason.
    var failure: JobFailure { JobFailure(rawValue, retry: mayPass) }
}

extension IngestProblem {
    /// What `error`, thrown by work on a recording, means; nil for what nobody thought of.
    init?(_ error: any Error) {
        switch error {
        case ChildProcess.Failure.failed(let code, _): self = IngestProblem(rawValue: code) ?? .library
        case ChildProcess.Failure.timedOut: self = .timedOut
        case ChildProcess.Failure.killed(SIGXCPU), ChildProcess.Failure.killed(SIGXFSZ): self = .tooHeavy
        case ChildProcess.Failure.killed: self = .crashed
        case ChildProcess.Failure.ended: self = .library
        case ChildProcess.Failure.notStarted: self = .notStarted
        case ObjectStoreError.notFound: self = .originalMissing
        case ObjectStoreError.corrupt: self = .originalDamaged
        case ObjectStoreError.outOfSpace: self = .outOfSpace
        case let error as SQLError where error.kind == .outOfSpace: self = .outOfSpace
        default: return nil
        }
    }
}

extension Ingest {
    /// Why a version failed, in words for who uploaded it.
    package static func sentence(for problem: VersionProblem) -> String {
        IngestProblem(rawValue: problem.code)?.sentence
            ?? "Something went wrong on our side. Try again; if it stays, tell who runs this site."
    }

    /// Runs `work` and throws, for what it throws, the failure that the job is recorded with.
    static func explained<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            return try await work()
        } catch let error where !(error is LeaseLost) && !Task.isCancelled {
            throw IngestProblem(error)?.failure ?? error
        }
    }
}
