import Catalog
import Essentials
import Jobs
import Stage

/// The versions that work is queued for, in the order of asking.
func ingestJobs(_ stage: Stage) async throws -> [ID<Version>] {
    let jobs = try await JobQueue(stage.database).list(kind: "ingest").elements
    return jobs.reversed().compactMap { job in
        job.payload.split(separator: "\"").compactMap { ID<Version>(String($0)) }.first
    }
}
