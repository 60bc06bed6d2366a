package import Essentials
internal import Playback
package import SQL

/// Sums up a day's plays into `analytics_daily`, one row for each version that was played.
///
/// Running it again gives the same rows, so a day may be summed up as often as one likes while plays come in.
/// Crawlers don't count. `track_uniques` is the number of listeners of the whole track, the same in each row of the
/// track's day, since listeners of two versions may be the same people.
package enum Rollup {
    /// Sums up `day` in one transaction.
    ///
    /// - Returns: how many rows the day has.
    @discardableResult
    package static func run(_ day: Day, in database: any Database) async throws -> Int {
        try await database.transaction { session in
            try await session.execute(statement(day))
        }
    }

    private static func statement(_ day: Day) -> SQL {
        """
        INSERT INTO analytics_daily (
            track_id, version_id, day, plays, uniques, track_uniques, completions, listened_ms
        )
        SELECT p.track_id, p.version_id, p.day, count(*), count(DISTINCT p.listener),
            max(w.listeners), CAST(sum(p.completed) AS BIGINT), CAST(sum(p.watch_ms) AS BIGINT)
        FROM analytics_play p
        JOIN (
            SELECT track_id, count(DISTINCT listener) AS listeners FROM analytics_play
            WHERE day = \(day) AND user_agent <> \(UserAgentClass.crawler) GROUP BY track_id
        ) w ON w.track_id = p.track_id
        WHERE p.day = \(day) AND p.user_agent <> \(UserAgentClass.crawler)
        GROUP BY p.track_id, p.version_id, p.day
        ON CONFLICT (track_id, day, version_id) DO UPDATE SET
            plays = excluded.plays, uniques = excluded.uniques, track_uniques = excluded.track_uniques,
            completions = excluded.completions, listened_ms = excluded.listened_ms
        """
    }
}
