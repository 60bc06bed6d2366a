package import Essentials
package import SQL

/// What a running job knows of itself and can tell.
package struct JobContext: Sendable {
    /// The job.
    package let id: ID<Job>

    /// Which attempt this is, from 1.
    package let attempt: Int

    /// Whether a failure now is final.
    package let isLastAttempt: Bool

    let claim: ClaimedJob
    let queue: JobQueue
    let reporter: ProgressReporter

    /// Tells how far the job is, 0…1, and what it is at, as a code that is made into a sentence where it is shown.
    ///
    /// Tell it as often as it changes: listeners hear at most ten a second, the database is told once a second.
    package func progress(_ fraction: Double, doing: String) async {
        await reporter.tell(fraction, doing: doing)
    }

    /// Marks the job as done in the transaction that writes its effects, so that they happen exactly once.
    ///
    /// - Throws: `LeaseLost`, which has to undo the transaction.
    package func finish(in session: any Session) async throws {
        guard try await queue.complete(claim, in: session) else { throw LeaseLost() }
    }
}

/// The job is no longer this worker's.
package struct LeaseLost: Error {}

/// How far a job is.
package struct JobProgress: Hashable, Sendable {
    /// The job.
    package let id: ID<Job>

    /// The name of its kind.
    package let kind: String

    /// What the job was told, as JSON.
    package let payload: String

    /// How much is done, 0…1.
    package let fraction: Double

    /// What it is at, as a code.
    package let doing: String
}
