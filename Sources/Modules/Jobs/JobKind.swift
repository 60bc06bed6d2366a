/// One sort of work and what it needs to know: declared by the slice whose work it is.
///
/// ```swift
/// extension JobKind<IngestRequest> {
///     package static let ingest = JobKind("ingest", priority: .urgent)
/// }
/// ```
package struct JobKind<Payload: Codable & Sendable>: Sendable {
    /// The name in the database, which never changes.
    package let name: String

    /// Whether it goes before other kinds.
    package let priority: JobPriority

    /// How many times it is tried in all, crashes of its worker included.
    package let maxAttempts: Int

    /// How long after its worker fell silent another may take it; renewed while it runs.
    ///
    /// A worker that starts and finds no other alive doesn't wait for it.
    package let lease: Duration

    /// How long to wait, about, before the second attempt; each further wait is twice as long.
    package let backoff: Duration

    /// A kind of this name, at least one attempt and a lease of at least a second.
    package init(
        _ name: String,
        priority: JobPriority = .normal,
        maxAttempts: Int = 5,
        lease: Duration = .seconds(60),
        backoff: Duration = .seconds(5)
    ) {
        precondition(maxAttempts > 0 && lease >= .seconds(1), "a job is tried once or more, under a lease")
        self.name = name
        self.priority = priority
        self.maxAttempts = maxAttempts
        self.lease = lease
        self.backoff = backoff
    }
}
