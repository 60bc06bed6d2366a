package import Essentials
package import Jobs

/// What the slice that works on uploads is asked to do.
package struct IngestRequest: Codable, Hashable, Sendable {
    /// The version to be made playable.
    package let versionID: ID<Version>

    /// Work on this version.
    package init(versionID: ID<Version>) {
        self.versionID = versionID
    }
}

extension JobKind<IngestRequest> {
    /// Queued in the transaction that makes a version; its key is the version, so that no version is worked on twice
    /// at a time.
    package static let ingest = JobKind("ingest", priority: .urgent)
}
