internal import FoundationEssentials
package import SQL

/// Events that are not worth keeping, such as progress: who follows their topics now hears of them, in every process.
///
/// On SQLite, where one process does everything, in this one. They may be lost, and may overtake kept events.
package enum PassingEvents {
    static let channel: Channel = "passing_events"

    /// Tells of `events`, a few thousand bytes at most in all.
    package static func post(_ events: [Event], through database: any Database) async throws {
        let text = String(decoding: try JSONEncoder().encode(events), as: UTF8.self)
        try await database.tell(text, on: channel)
    }

    /// The events that were told as `text`; none where another edition of the program tells of them otherwise.
    static func events(in text: String) -> [Event] {
        (try? JSONDecoder().decode([Event].self, from: Data(text.utf8))) ?? []
    }
}
