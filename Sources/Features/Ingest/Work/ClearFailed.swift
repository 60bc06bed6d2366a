internal import Catalog
internal import Essentials
internal import Jobs
internal import Media
internal import ObjectStore
internal import SQL

extension JobKind<RenditionRequest> {
    /// Takes away what attempts at an encoding have left that was given up.
    static let clearFailed = JobKind("ingest_clear", priority: .low)
}

extension Ingest {
    /// Has what was made of `format` taken away, in the transaction that gives it up.
    func giveUp(_ format: RenditionFormat, of version: ID<Version>, in session: any Session) async throws {
        try await Transcode.fail(format, of: version, at: .now, in: session)
        let request = RenditionRequest(versionID: version, format: format)
        try await queue.enqueue(.clearFailed, request, in: session, dedupeKey: request.dedupeKey)
    }

    /// Removes the bytes of every attempt that failed, and of a version that failed its waveform too; that there were
    /// attempts stays known.
    func clearFailed(_ format: RenditionFormat, of id: ID<Version>) async throws {
        for generation in try await Transcode.failed(format, of: id, in: database) {
            try await removeFiles(of: generation, format, of: id)
            try await Transcode.empty(generation, format, of: id, in: database)
        }
        guard try await Version.find(id, in: database)?.status == .failed else { return }
        try await store.delete(Transcode.playlistKey(of: format, for: id))
        try await removeWaveform(of: id)
    }

    /// Removes the bytes of one attempt at an encoding.
    func removeFiles(of generation: Int, _ format: RenditionFormat, of version: ID<Version>) async throws {
        let folder = Transcode.folder(of: format, generation)
        try await store.deleteAll(in: .transcodes, folder: "\(version)/\(folder)")
    }

    func removeWaveform(of version: ID<Version>) async throws {
        try await store.delete(WaveformKeys.extremes(of: version))
        try await store.delete(WaveformKeys.rms(of: version))
        try await store.delete(WaveformKeys.picture(of: version))
        try await database.execute("DELETE FROM waveforms WHERE version_id = \(version)")
    }
}
