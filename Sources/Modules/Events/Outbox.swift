internal import Essentials
package import SQL

/// The events that are kept: written in the transaction of the data they tell of, so that an event is never seen
/// before its data and never lost.
///
/// A serial number taken inside a transaction can be seen out of order, so an event gets its place only after its
/// commit, by the relay.
package enum Outbox {
    static let channel: Channel = "outbox"

    /// How long events can be asked for again.
    package static let retention = Duration.seconds(7 * 86_400)

    /// The tables of this module.
    package static let migrations = [
        Migration(
            "0002-outbox",
            up: { dialect in
                [
                    """
                    CREATE TABLE outbox (
                        id \(dialect.textID) PRIMARY KEY,
                        topic \(dialect.textID) NOT NULL,
                        name TEXT NOT NULL,
                        data TEXT NOT NULL,
                        created_at BIGINT NOT NULL,
                        seq BIGINT
                    )
                    """,
                    "CREATE UNIQUE INDEX outbox_placed ON outbox (seq) WHERE seq IS NOT NULL",
                    "CREATE INDEX outbox_unplaced ON outbox (id) WHERE seq IS NULL",
                    "CREATE INDEX outbox_by_topic ON outbox (topic, seq) WHERE seq IS NOT NULL",
                    "CREATE TABLE outbox_end (one BIGINT PRIMARY KEY CHECK (one = 1), last_seq BIGINT NOT NULL)",
                    "INSERT INTO outbox_end (one, last_seq) VALUES (1, 0)",
                ]
            },
            down: { _ in ["DROP TABLE outbox_end", "DROP TABLE outbox"] }
        )
    ]

    /// Keeps `event` in the transaction `session`, and wakes the relay once that is committed.
    package static func publish(_ event: Event, in session: any Session) async throws {
        try await session.execute(
            """
            INSERT INTO outbox (id, topic, name, data, created_at)
            VALUES (\(ID<Event>()), \(event.topic), \(event.name), \(event.json), \(Instant.now))
            """
        )
        try await session.notify(channel)
    }

    /// The kept events on `topics` that follow `sequence`, in order, at most `limit`.
    package static func events(
        on topics: [String],
        after sequence: Int64,
        limit: Int,
        in session: any Session
    ) async throws -> [DeliveredEvent] {
        guard !topics.isEmpty else { return [] }
        return try await session.query(eventsStatement(on: topics, after: sequence, limit: limit))
            .map(DeliveredEvent.init(row:))
    }

    static func eventsStatement(on topics: [String], after sequence: Int64, limit: Int) -> SQL {
        """
        SELECT seq, topic, name, data FROM outbox
        WHERE topic IN (\(list: topics)) AND seq > \(sequence) ORDER BY seq LIMIT \(limit)
        """
    }
}
