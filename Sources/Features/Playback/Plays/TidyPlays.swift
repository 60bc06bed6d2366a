package import Essentials
package import SQL

extension Playback {
    /// Forgets what is no longer needed to tell listeners apart: the salts of the days before yesterday, and who
    /// listened to what longer ago than a play can be lengthened.
    package static func tidy(_ database: any Database, at now: Instant = .now) async throws {
        try await DailySalts.destroyOld(before: Day(of: now), in: database)
        try await database.execute("DELETE FROM latest_plays WHERE started_at <= \(now - RecordPlay.window)")
    }
}
