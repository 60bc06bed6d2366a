package import Essentials
internal import Events
internal import SQL

/// What is told on the topic `track:ID` when others may know of the track, or of a version of it, than before.
package enum AccessNews {
    /// The name of the event.
    package static let name = "access.changed"

    /// The topic of the news about `track`.
    package static func topic(of track: ID<Track>) -> String { "track:\(track)" }

    /// Tells it once the transaction `session` is committed.
    static func publish(of track: ID<Track>, in session: any Session) async throws {
        try await Outbox.publish(Event(topic: topic(of: track), name: name, json: "{}"), in: session)
    }
}
