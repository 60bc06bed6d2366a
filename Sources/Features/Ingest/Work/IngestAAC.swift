internal import Catalog
internal import Jobs

extension JobKind<IngestRequest> {
    /// Adds AAC to a version that is ready.
    static let ingestAAC = JobKind("ingest_aac", priority: .low, maxAttempts: 3)
}
