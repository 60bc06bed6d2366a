package import Essentials
internal import Events
internal import SQL

/// What is told on the topic `user:ID` when somebody was banned, got other roles, or a session or token of theirs ended.
///
/// Whatever was allowed to them before, or because of them, is to be looked at again.
package enum StandingNews {
    /// The name of the event.
    package static let name = "standing.changed"

    /// The topic of the news about `user`.
    package static func topic(of user: UserID) -> String { "user:\(user)" }

    /// Tells it once the transaction `session` is committed.
    static func publish(of user: UserID, in session: any Session) async throws {
        try await Outbox.publish(Event(topic: topic(of: user), name: name, json: "{}"), in: session)
    }
}
