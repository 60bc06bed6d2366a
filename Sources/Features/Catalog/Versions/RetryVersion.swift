package import Essentials
internal import Jobs
internal import SQL

extension Catalog {
    /// Has a version that failed made once more, from the upload that is still kept; any other stays as it is.
    ///
    /// - Throws: ``CatalogError``.
    package func retry(_ version: ID<Version>, by viewer: Viewer, at now: Instant = .now) async throws {
        try await database.transaction { session in
            try await requireEditable(holding: version, by: viewer, at: now, in: session)
            guard try await Version.markPending(version, at: now, in: session) else { return }
            let request = IngestRequest(versionID: version)
            try await jobs.enqueue(.ingest, request, in: session, dedupeKey: version.text)
        }
    }
}
