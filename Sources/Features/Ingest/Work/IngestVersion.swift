internal import Catalog
internal import Essentials
internal import Jobs
internal import Media
internal import ObjectStore
internal import SQL
internal import Uploads

/// Makes a version playable: from the original, through a child, to the store.
struct IngestVersion: Sendable {
    private let id: ID<Version>
    private let ingest: Ingest

    init(_ id: ID<Version>, in ingest: Ingest) {
        self.id = id
        self.ingest = ingest
    }

    /// Opus, waveform, loudness, fingerprint and pictures; then the version is `ready`, and AAC is queued.
    ///
    /// Does nothing for a version that is deleted, lost or ready already.
    func run(_ context: JobContext) async throws {
        guard let version = try await pendingVersion() else { return }
        try await Ingest.explained {
            let work = try await work(on: version, .opus, context, isMeasured: true)
            // Before the job is done: nobody would take up after it what is left.
            try await removeOlder(.opus)
            try await finish(version, work, context)
        }
    }

    /// One more encoding of a version that is ready, where it is not there yet.
    func add(_ format: RenditionFormat, _ context: JobContext) async throws {
        guard let version = try await Version.find(id, in: ingest.database), version.status == .ready else {
            return
        }
        try await Ingest.explained {
            if try await !Transcode.isComplete(format, of: id, in: ingest.database) {
                _ = try await work(on: version, format, context, isMeasured: false)
            }
            try await removeOlder(format)
        }
    }

    /// The version where there is work to do on it; one that failed is begun anew.
    private func pendingVersion() async throws -> Version? {
        guard let version = try await Version.find(id, in: ingest.database) else { return nil }
        switch version.status {
        case .pending: return version
        case .failed:
            try await Version.markPending(id, in: ingest.database)
            return version
        case .ready, .lost: return nil
        }
    }

    /// Runs a child on the original and stores what it makes.
    private func work(
        on version: Version,
        _ format: RenditionFormat,
        _ context: JobContext,
        isMeasured: Bool
    ) async throws -> VersionWork {
        let original = try await original(of: version)
        let lease = try ScratchLease(in: ingest.settings.scratch)
        defer { lease.end() }
        let folder = lease.folder
        let generation = try await Transcode.nextGeneration(of: format, for: id, in: ingest.database)
        var work = VersionWork(version, generation: generation, folder: folder, in: ingest, context)
        let order = Packager.Order(
            formats: [format],
            isMeasured: isMeasured,
            longest: ingest.settings.longest
        )
        let task = ChildOrder.Task.package(order, workers: Self.processors, folder: folder.path)
        var limits = ChildLimits.package(seconds: seconds(of: version))
        // Nobody waits for AAC.
        limits.niceness = format == .aac ? 15 : 10
        let patience = ChildProcess.Patience(
            whole: .seconds(limits.processorSeconds * 2),
            silence: .seconds(120)
        )
        // The first time it was compared with its digest a moment ago, when it came.
        try await ingest.store.withLocalFile(of: original.key, isVerified: !isMeasured) { path in
            try await ingest.workers.run(task, on: path, limits: limits, patience: patience) { message in
                try await work.hear(message)
            }
        }
        return work
    }

    private func original(of version: Version) async throws -> Asset {
        guard let asset = version.originalAssetID,
            let original = try await Uploads.asset(asset, in: ingest.database)
        else { throw IngestProblem.originalMissing.failure }
        return original
    }

    /// Marks the version as ready and the job as done in one transaction, which queues AAC too.
    private func finish(_ version: Version, _ work: VersionWork, _ context: JobContext) async throws {
        guard let facts = work.facts else { throw IngestProblem.library.failure }
        let artwork = try await ingest.makeArtwork(for: version, work)
        let wasTaken = try await ingest.database.transaction { session in
            guard try await Version.markReady(id, facts: facts, in: session) else { return false }
            let wasTaken = try await artwork?.give(to: version.trackID, in: session) ?? true
            if ingest.settings.makesAAC {
                let request = IngestRequest(versionID: id)
                try await ingest.queue.enqueue(.ingestAAC, request, in: session, dedupeKey: id.text)
            }
            try await ingest.publish(.ready, of: version, in: session)
            try await context.finish(in: session)
            return wasTaken
        }
        if !wasTaken { try await artwork?.remove(from: ingest.store) }
    }

    /// Removes what was left by attempts before the latest, which is complete: the bytes, then the rows.
    private func removeOlder(_ format: RenditionFormat) async throws {
        let latest = try await Transcode.nextGeneration(of: format, for: id, in: ingest.database) - 1
        let older = try await Transcode.older(than: latest, of: format, for: id, in: ingest.database)
        for generation in older {
            try await ingest.removeFiles(of: generation, format, of: id)
        }
        try await Transcode.forget(older, of: format, for: id, in: ingest.database)
    }

    /// The length that was found at the upload; the longest that is taken where nobody knows, or where the file
    /// claims more.
    private func seconds(of version: Version) -> Int {
        guard let milliseconds = version.durationMS, milliseconds > 0 else { return ingest.settings.longest }
        return min(Int(milliseconds / 1000), ingest.settings.longest)
    }

    /// Encoders that a child runs at a time.
    private static let processors = ProcessorCount.current
}
