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

    private let database: any Database
    private let answers = Mutex<[ID<Version>: Answer]>([:])

    /// A gate that asks `database`.
    package init(database: any Database) {
        self.database = database
    }

    /// Whether the files of `version` may be delivered; at most one statement, and none where it was asked lately.
    package func isOpen(_ version: ID<Version>, at now: Instant = .now) async throws(SQLError) -> Bool {
        if let known = remembered(version, at: now) { return known }
        let isOpen = try await database.exists(
            """
            SELECT 1 FROM track_versions v JOIN tracks t ON t.id = v.track_id
            WHERE v.id = \(version) AND v.deleted_at IS NULL AND v.playable = 1
            AND t.deleted_at IS NULL AND \(TrackAccess.ownerIsWelcome)
            """
        )
        remember(version, isOpen, at: now)
        return isOpen
    }

    /// Forgets all answers, so that what just changed holds at once in this process.
    package func forget() {
        answers.withLock { $0.removeAll() }
    }

    private func remembered(_ version: ID<Version>, at now: Instant) -> Bool? {
        answers.withLock { answers in
            guard let answer = answers[version], now < answer.until else { return nil }
            return answer.isOpen
        }
    }

    private func remember(_ version: ID<Version>, _ isOpen: Bool, at now: Instant) {
        answers.withLock { answers in
            if answers.count >= Self.capacity { answers = answers.filter { now < $0.value.until } }
            if answers.count >= Self.capacity { answers.removeAll(keepingCapacity: true) }
            answers[version] = Answer(isOpen: isOpen, until: now + Self.memory)
        }
    }
}
