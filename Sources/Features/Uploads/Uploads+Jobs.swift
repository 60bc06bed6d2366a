package import Jobs

extension JobKind<NoArguments> {
    /// Runs every hour.
    package static let sweepUploads = JobKind("uploads_sweep", priority: .low)
}

extension Uploads {
    /// What this slice does beside answering.
    package var jobs: [JobHandler] {
        [JobHandler(.sweepUploads, limit: 1) { _, _ in try await sweep() }]
    }

    /// When it is done without being asked: every hour.
    package var schedules: [JobSchedule] {
        [JobSchedule(.sweepUploads, every: .seconds(3600), offset: .seconds(600)) { NoArguments() }]
    }
}
