internal import Essentials
package import SQL

extension Outbox {
    /// Gives up to `limit` committed events their places; the number of events placed.
    ///
    /// The row that holds the end is locked, so relays in several processes take turns and places follow one
    /// another without gaps.
    static func place(limit: Int, in database: any Database) async throws -> Int {
        try await database.transaction { session in
            let end: Int64 = try await session.value(
                "SELECT last_seq FROM outbox_end WHERE one = 1 \(session.dialect.forUpdate)"
            )
            let count = try await session.execute(
                """
                WITH placed (id, place) AS (
                    SELECT id, row_number() OVER (ORDER BY id) FROM (\(unplacedStatement(limit: limit))) AS unplaced
                )
                UPDATE outbox SET seq = \(end) + placed.place FROM placed WHERE outbox.id = placed.id
                """
            )
            if count > 0 {
                try await session.execute(
                    "UPDATE outbox_end SET last_seq = \(end + Int64(count)) WHERE one = 1"
                )
            }
            return count
        }
    }

    static func unplacedStatement(limit: Int) -> SQL {
        "SELECT id FROM outbox WHERE seq IS NULL ORDER BY id LIMIT \(limit)"
    }

    /// The place of the last event.
    package static func end(in session: any Session) async throws -> Int64 {
        try await session.value("SELECT last_seq FROM outbox_end WHERE one = 1")
    }

    /// Placed events of any topic that follow `sequence`, in order, at most `limit`.
    static func events(
        after sequence: Int64,
        limit: Int,
        in session: any Session
    ) async throws -> [DeliveredEvent] {
        try await session.query(eventsStatement(after: sequence, limit: limit)).map(DeliveredEvent.init(row:))
    }

    static func eventsStatement(after sequence: Int64, limit: Int) -> SQL {
        "SELECT seq, topic, name, data FROM outbox WHERE seq > \(sequence) ORDER BY seq LIMIT \(limit)"
    }

    /// Forgets events that were made before `instant`.
    static func prune(before instant: Instant, in session: any Session) async throws {
        try await session.execute(pruneStatement(before: instant))
    }

    static func pruneStatement(before instant: Instant) -> SQL {
        "DELETE FROM outbox WHERE seq IS NOT NULL AND id < \(ID<Event>.earliest(at: instant))"
    }
}

extension DeliveredEvent {
    init(row: Row) throws {
        self.init(
            sequence: try row["seq"],
            event: Event(topic: try row["topic"], name: try row["name"], json: try row["data"])
        )
    }
}
