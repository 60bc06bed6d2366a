/// A piece of work in the queue; names its ids.
package enum Job {}

/// What has become of a job.
package enum JobState: String, CaseIterable, Sendable {
    /// It will run when it is due and there is room.
    case waiting
    /// A worker holds it by a lease.
    case running
    /// It succeeded; kept for some days.
    case done
    /// It failed for good; kept until somebody has it run again.
    case dead
}

/// Which jobs go first where there is not room for all.
package enum JobPriority: Int, CaseIterable, Comparable, Sendable {
    /// Somebody waits for it and looks on.
    case urgent
    case normal
    /// Nobody notices when it takes an hour.
    case low

    package static func < (left: JobPriority, right: JobPriority) -> Bool {
        left.rawValue < right.rawValue
    }
}
