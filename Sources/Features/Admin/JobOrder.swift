package import Essentials
package import Jobs
internal import SQL

/// A job that an administrator may run by hand.
package struct JobOrder: Sendable {
    /// The kind, by which it is asked for.
    package let name: String

    /// What it does, in a sentence.
    package let summary: String

    private let enqueue: @Sendable (JobQueue, Day?, any Session) async throws -> ID<Job>

    /// A job of `kind`, told what `payload` makes of the day that is asked for.
    package init<Payload>(
        _ kind: JobKind<Payload>,
        _ summary: String,
        payload: @escaping @Sendable (Day?) -> Payload
    ) {
        name = kind.name
        self.summary = summary
        enqueue = { queue, day, session in
            try await queue.enqueue(
                kind,
                payload(day),
                in: session,
                dedupeKey: "order:\(day?.description ?? "")"
            )
        }
    }

    /// A job of `kind`, which need not be told anything.
    package init(_ kind: JobKind<NoArguments>, _ summary: String) {
        self.init(kind, summary) { _ in NoArguments() }
    }

    /// Queues the job in the transaction `session`.
    func place(in queue: JobQueue, for day: Day?, _ session: any Session) async throws -> ID<Job> {
        try await enqueue(queue, day, session)
    }
}

extension Admin {
    /// Queues a job of the kind `name`; nil where there is none that may be run by hand.
    package func run(_ name: String, for day: Day? = nil) async throws -> ID<Job>? {
        guard let order = orders.first(where: { $0.name == name }) else { return nil }
        return try await database.transaction { session in
            try await order.place(in: queue, for: day, session)
        }
    }
}
