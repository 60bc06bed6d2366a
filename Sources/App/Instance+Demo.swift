internal import Demo
internal import Essentials
internal import Ingest
internal import Jobs

/// What `stemma demo` did.
package struct DemoReport: Sendable {
    /// Songs and recordings that there are now.
    package let songs: Int
    package let takes: Int
}

extension Instance {
    /// Fills the instance with music, doing the work itself; tells how many recordings of how many can be heard.
    ///
    /// Throws `CareError` where there is music of other people, unless `isAddition`.
    package func fillWithDemo(
        isAddition: Bool,
        telling tell: @escaping @Sendable (_ takes: Int, _ all: Int) async -> Void
    ) async throws -> DemoReport {
        if !isAddition, try await demo.isInUse() {
            throw CareError(description: "There is music here already. To put the demo beside it, add --add.")
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await worker.run() }
            group.addTask {
                try await demo.fill { await tell($0.takes, $0.all) }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            do {
                while try await group.next() != nil {}
            } catch is CancellationError {}
        }
        return DemoReport(songs: demo.songs, takes: demo.takes)
    }

    /// Takes the demo away for good, which frees its room at once; returns how many songs there were.
    package func removeDemo() async throws -> Int {
        try await demo.remove { version in try await ingest.remove(version) }
    }

    /// Does what can't wait; encodings that only Apple's players need are left to the server.
    private var worker: JobRunner {
        JobRunner(
            foundations.queue,
            handlers: ingest.handlers(limit: settings.workers),
            total: settings.workers,
            limits: [.low: 0],
            onTrouble: Instance.note("jobs are late")
        )
    }
}
