package import Catalog
package import Essentials
package import SQL
internal import Synchronization

/// Whether a version's files may leave the house at all: it isn't deleted and its owner isn't banned.
///
/// Asked for every segment, so an answer is kept for 30 seconds, which is also how long a ban may take to stop a
/// stream that is under way.
package final class DeliveryGate: Sendable {
    /// How long an answer is believed.
    package static let memory: Duration = .seconds(30)

    /// How many answers are kept at most.
    static let capacity = 10_000

    private struct Answer {
        var isOpen: Bool
        var until: Instant
    }

    private struct State {
        var answers: [ID<Version>: Answer] = [:]

        /// Grows with each forgetting, so that what was asked before one isn't remembered after it.
        var age = 0
    }

    private let database: any Database
    private let state = Mutex(State())

    /// A gate that asks `database`.
    package init(database: any Database) {
        self.database = database
    }

    /// Whether the files of `version` may be delivered; at most one statement, and none where it was asked lately.
    package func isOpen(_ version: ID<Version>, at now: Instant = .now) async throws(SQLError) -> Bool {
        let (known, age) = remembered(version, at: now)
        if let known { return known }
        let isOpen = try await database.exists(
            """
            SELECT 1 FROM track_versions v JOIN tracks t ON t.id = v.track_id
            WHERE v.id = \(version) AND v.deleted_at IS NULL AND v.playable = 1
            AND t.deleted_at IS NULL AND \(TrackAccess.ownerIsWelcome)
            """
        )
        remember(version, isOpen, at: now, age: age)
        return isOpen
    }

    /// Forgets all answers, so that what just changed holds at once in this process.
    package func forget() {
        state.withLock { state in
            state.answers = [:]
            state.age += 1
        }
    }

    private func remembered(_ version: ID<Version>, at now: Instant) -> (isOpen: Bool?, age: Int) {
        state.withLock { state in
            guard let answer = state.answers[version], now < answer.until else { return (nil, state.age) }
            return (answer.isOpen, state.age)
        }
    }

    private func remember(_ version: ID<Version>, _ isOpen: Bool, at now: Instant, age: Int) {
        state.withLock { state in
            guard state.age == age else { return }
            if state.answers.count >= Self.capacity {
                state.answers = state.answers.filter { now < $0.value.until }
            }
            if state.answers.count >= Self.capacity { state.answers = [:] }
            state.answers[version] = Answer(isOpen: isOpen, until: now + Self.memory)
        }
    }
}
