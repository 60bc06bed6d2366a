internal import Accounts
internal import Admin
internal import Catalog
internal import Events
internal import HTTP
internal import Ingest
internal import Insights
internal import Jobs
internal import Uploads

extension JobOrder {
    /// What an administrator may run by hand.
    static let all = [
        JobOrder(.analyticsRollup, "Sums up the plays of a day") { RollupRequest(day: $0) },
        JobOrder(.sweepUploads, "Removes uploads that were given up"),
        JobOrder(.sweepSessions, "Forgets sessions that have ended"),
        JobOrder(.catalogSweep, "Removes what was made of versions deleted 30 days ago"),
        JobOrder(.sweepArtwork, "Removes pictures that belong to nothing"),
    ]
}

extension Instance {
    /// What the worker does, and when it does it of its own accord.
    var runner: JobRunner {
        JobRunner(
            foundations.queue,
            handlers: handlers,
            schedules: uploads.schedules + accounts.schedules + Catalog.schedules + Ingest.schedules
                + Insights.schedules,
            total: settings.workers + 1,
            limits: [.low: 1],
            onProgress: { await ingest.tell($0) },
            onTrouble: Instance.note("jobs are late")
        )
    }

    private var handlers: [JobHandler] {
        uploads.jobs + accounts.jobs + insights.handlers + ingest.handlers(limit: settings.workers) + [
            catalog.sweeper { version in try await ingest.remove(version) }
        ]
    }
}
