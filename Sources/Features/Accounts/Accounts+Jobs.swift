package import Jobs

extension JobKind<NoArguments> {
    /// Runs every day.
    package static let sweepSessions = JobKind("sessions_sweep", priority: .low)
}

extension Accounts {
    /// What this slice does beside answering.
    package var jobs: [JobHandler] {
        [JobHandler(.sweepSessions, limit: 1) { _, _ in try await sweep() }]
    }

    /// When it is done without being asked: every day.
    package var schedules: [JobSchedule] {
        [JobSchedule(.sweepSessions, every: .seconds(86_400), offset: .seconds(7200)) { NoArguments() }]
    }
}
