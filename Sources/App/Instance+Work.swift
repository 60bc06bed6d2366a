internal import Accounts
internal import Admin
internal import Catalog
internal import Demo
internal import Essentials
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
        JobOrder(
            .catalogSweep,
            "Removes uploads that nothing uses, and what was made of versions deleted 30 days ago"
        ),
        JobOrder(.sweepArtwork, "Removes pictures that belong to nothing"),
    ]
}

extension LogRecord {
    /// A line about the end of an attempt at a job.
    init(_ end: JobEnd) {
        var facts: [(name: String, value: Value)] = [
            ("job_id", .text(end.id.text)), ("type", .text(end.kind)), ("attempt", .integer(end.attempt)),
            ("ms", .integer(Int(end.duration / .milliseconds(1)))),
        ]
        switch end.outcome {
        case .done: self.init(.info, "job done", facts)
        case .interrupted: self.init(.info, "job put back", facts)
        case .lost: self.init(.warning, "job lost to another worker", facts)
        case .postponed(let failure):
            facts += Self.facts(of: failure)
            self.init(.warning, "job failed, is tried again", facts)
        case .failed(let failure):
            facts += Self.facts(of: failure)
            self.init(.error, "job failed", facts)
        }
    }

    private static func facts(of failure: JobFailure) -> [(name: String, value: Value)] {
        [("error", .text(failure.code))]
            + failure.arguments.sorted { $0.key < $1.key }.map { ($0.key, .text($0.value)) }
    }
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
            onEnd: { LogRecord.toStandardError(LogRecord($0)) },
            onTrouble: Instance.note("jobs are late")
        )
    }

    private var handlers: [JobHandler] {
        uploads.jobs + accounts.jobs + insights.handlers + ingest.handlers(limit: settings.workers)
            + demo.jobs
            + [
                catalog.sweeper { version in try await ingest.remove(version) }
            ]
    }
}
