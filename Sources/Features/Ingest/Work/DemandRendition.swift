package import Catalog
package import Essentials
package import Jobs
package import Media
package import SQL

/// An encoding of a version that is made when somebody asks for it.
package struct RenditionRequest: Codable, Hashable, Sendable {
    package let versionID: ID<Version>
    package let format: RenditionFormat

    /// Of the jobs of a kind, the one about this encoding.
    var dedupeKey: String { "\(versionID).\(format.rawValue)" }
}

extension JobKind<RenditionRequest> {
    /// Adds an encoding to a version that is ready; its key is both.
    package static let ingestRendition = JobKind("ingest_rendition", maxAttempts: 3)
}

/// How far an encoding that was asked for is.
package enum RenditionState: String, Sendable {
    /// It is waited for.
    case pending
    /// All of it is there.
    case ready
    /// It could not be made; it may be asked for again an hour later.
    case failed
}

extension Ingest {
    /// Has `format` made of `version` where it isn't there and nobody is at it; says how far it is.
    ///
    /// While the version itself is still being made, that goes first and nothing is queued.
    package static func demand(
        _ format: RenditionFormat,
        of version: Version,
        through queue: JobQueue,
        in database: any Database
    ) async throws -> RenditionState {
        if try await Transcode.isComplete(format, of: version.id, in: database) { return .ready }
        let past = Instant.now - .seconds(3600)
        if try await Transcode.hasFailed(format, of: version.id, since: past, in: database) { return .failed }
        guard version.status == .ready else { return .pending }
        let request = RenditionRequest(versionID: version.id, format: format)
        // A second job would only wait for the first.
        let known = try await JobQueue.progress(
            of: .ingestRendition,
            dedupeKeys: [request.dedupeKey],
            in: database
        )
        guard known.isEmpty else { return .pending }
        try await database.transaction { session in
            try await queue.enqueue(.ingestRendition, request, in: session, dedupeKey: request.dedupeKey)
        }
        return .pending
    }
}
