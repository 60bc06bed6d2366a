package import Essentials
package import Jobs
internal import Playback

/// Which day to sum up.
package struct RollupRequest: Codable, Hashable, Sendable {
    /// Nil for today and yesterday.
    package let day: Day?

    /// Sum up `day`.
    package init(day: Day? = nil) {
        self.day = day
    }
}

extension JobKind<RollupRequest> {
    /// Runs every hour, and when somebody asks for it.
    package static let analyticsRollup = JobKind("analytics_rollup")
}

extension Insights {
    /// Does the work that it queues.
    package var handlers: [JobHandler] {
        [
            JobHandler(.analyticsRollup, limit: 1) { request, _ in
                try await rollUp(request.day)
                try await Playback.tidy(database)
            }
        ]
    }

    /// When the rollup is due: every hour, five minutes past.
    package static let schedules = [
        JobSchedule(.analyticsRollup, every: .seconds(3600), offset: .seconds(300)) { RollupRequest() }
    ]
}
