package import Essentials
package import Jobs

extension JobKind<NoArguments> {
    /// Runs once a day.
    package static let catalogSweep = JobKind("catalog_sweep", priority: .low)
}

extension Catalog {
    /// Does the daily sweep; `remove` takes away what was made of one version.
    package func sweeper(
        removing remove: @escaping @Sendable (ID<Version>) async throws -> Void
    ) -> JobHandler {
        JobHandler(.catalogSweep, limit: 1) { _, _ in
            try await sweepUnused()
            try await sweep(removing: remove)
        }
    }

    /// When the sweep is due.
    package static let schedules = [
        JobSchedule(.catalogSweep, every: .seconds(86_400), offset: .seconds(3 * 3600)) { NoArguments() }
    ]
}
