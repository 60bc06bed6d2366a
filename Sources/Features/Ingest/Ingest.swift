internal import Catalog
package import Jobs
internal import Media
package import ObjectStore
package import SQL

/// What is made of an upload: encodings, waveform, loudness, fingerprint, pictures.
///
/// A song goes IngestVersion → ChildProcess → Media/Packager in the child → VersionWork → ObjectStore. Media is hostile:
/// only the child opens it. Bytes are stored before the rows that name them, and every attempt stores under a
/// generation of its own, so that a crash at any point leaves something that plays or something that is removed by the
/// next attempt.
package struct Ingest: Sendable {
    let database: any Database
    let store: any ObjectStore
    let queue: JobQueue
    let settings: IngestSettings

    /// Looks into files; apart from the others, so that an upload doesn't wait for a long recording.
    let probes: ChildProcess
    let workers: ChildProcess

    /// Work on what lies in `store`, told to every process on `database`.
    package init(
        database: any Database,
        store: any ObjectStore,
        queue: JobQueue,
        settings: IngestSettings
    ) {
        self.database = database
        self.store = store
        self.queue = queue
        self.settings = settings
        probes = ChildProcess(executable: settings.executable, limit: 4)
        workers = ChildProcess(executable: settings.executable, limit: 16)
    }

    /// The tables of this slice.
    package static let migrations: [Migration] = [.ingest]

    /// How its jobs are done, at most `limit` recordings at once in this process.
    package func handlers(limit: Int) -> [JobHandler] {
        [
            JobHandler(.ingest, limit: limit, giveUp: giveUp) { request, context in
                try await IngestVersion(request.versionID, in: self).run(context)
            },
            JobHandler(.ingestAAC, limit: 1, giveUp: giveUpAAC) { request, context in
                try await IngestVersion(request.versionID, in: self).add(.aac, context)
            },
            JobHandler(.ingestRendition, limit: 1, giveUp: giveUpRendition) { request, context in
                try await IngestVersion(request.versionID, in: self).add(request.format, context)
            },
            JobHandler(.clearFailed, limit: 1) { request, _ in
                try await clearFailed(request.format, of: request.versionID)
            },
            JobHandler(.artwork, limit: 1, giveUp: giveUpArtwork) { request, _ in
                try await scaleArtwork(request.assetID)
            },
            JobHandler(.sweepArtwork, limit: 1) { _, _ in try await sweepArtwork() },
        ]
    }
}

/// What an operator decides about the work on uploads.
package struct IngestSettings: Sendable {
    /// Whether AAC follows Opus, for players that have no Opus.
    package var makesAAC: Bool

    /// Where files lie while they are being made.
    package var scratch: String

    /// Seconds of the longest recording that is taken.
    package var longest: Int

    /// The program whose `media-child` is run: this one.
    package var executable: String

    package init(
        makesAAC: Bool = true,
        scratch: String = "/tmp",
        longest: Int = 12 * 3600,
        executable: String = "/proc/self/exe"
    ) {
        self.makesAAC = makesAAC
        self.scratch = scratch
        self.longest = longest
        self.executable = executable
    }
}
