internal import Essentials
package import Jobs
internal import SQL

extension JobKind<NoArguments> {
    /// Queued when somebody who runs the instance asks for it.
    package static let demo = JobKind("demo", lease: .seconds(120))
}

extension Demo {
    /// Does the work that it queues.
    package var jobs: [JobHandler] {
        [
            JobHandler(.demo, limit: 1) { _, context in
                try await fill { progress in
                    let part = Double(progress.takes) / Double(max(1, progress.all))
                    await context.progress(part, doing: "recording")
                }
            }
        ]
    }

    /// How much of the demo that somebody asked for is done, 0…1; nil where none waits or is being made.
    package func underway() async throws -> Double? {
        for state in [JobState.running, .waiting] {
            let jobs = try await queue.list(state: state, kind: JobKind.demo.name, limit: 1)
            if let job = jobs.elements.first { return job.progress }
        }
        return nil
    }

    /// Has a worker fill the instance.
    package func order() async throws {
        try await database.transaction { session in
            try await queue.enqueue(.demo, NoArguments(), in: session, dedupeKey: "demo")
        }
    }
}
