package import Essentials

/// How one attempt at a job ended, for the log.
package struct JobEnd: Sendable {
    /// What became of the job.
    package enum Outcome: Sendable {
        case done
        /// It is tried again later.
        case postponed(JobFailure)
        /// It is given up.
        case failed(JobFailure)
        /// The program stops; it is done later.
        case interrupted
        /// Another worker has it.
        case lost
    }

    /// The job.
    package let id: ID<Job>

    /// The name of its kind.
    package let kind: String

    /// Which attempt it was, from 1.
    package let attempt: Int
    package let outcome: Outcome

    /// How long the attempt took.
    package let duration: Duration
}
