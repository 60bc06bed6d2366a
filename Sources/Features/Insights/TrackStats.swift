package import Catalog
package import Essentials
package import SQL

/// What happened to a track, day by day.
package struct TrackStats: Hashable, Sendable {
    /// One day.
    package struct Entry: Hashable, Sendable {
        package let day: Day
        package let plays: Int

        /// Listeners of that day; whoever came on two days counts on both.
        package let uniques: Int

        /// Plays that were heard to the end.
        package let completions: Int
    }

    /// Every day asked for, in order, those without plays as well.
    package let days: [Entry]

    package var plays: Int { days.reduce(0) { $0 + $1.plays } }
    package var completions: Int { days.reduce(0) { $0 + $1.completions } }

    /// The sum of the days' listeners: how many there were on each day, not how many people there were.
    package var dailyUniques: Int { days.reduce(0) { $0 + $1.uniques } }
}

extension TrackStats {
    /// The days of `range` for a track, as they were summed up last.
    package static func read(
        _ track: ID<Track>,
        _ range: ClosedRange<Day>,
        in session: any Session
    ) async throws(SQLError) -> TrackStats {
        let rows = try await session.query(
            """
            SELECT day, CAST(sum(plays) AS BIGINT) AS plays, max(track_uniques) AS uniques,
                CAST(sum(completions) AS BIGINT) AS completions
            FROM analytics_daily
            WHERE track_id = \(track) AND day BETWEEN \(range.lowerBound) AND \(range.upperBound)
            GROUP BY day
            """
        )
        var found: [Day: Entry] = [:]
        for row in rows {
            let entry = Entry(
                day: try row["day"],
                plays: try row["plays"],
                uniques: try row["uniques"],
                completions: try row["completions"]
            )
            found[entry.day] = entry
        }
        let days = (range.lowerBound.number...range.upperBound.number).map(Day.init(number:))
        return TrackStats(
            days: days.map { found[$0] ?? Entry(day: $0, plays: 0, uniques: 0, completions: 0) }
        )
    }
}

extension Track {
    /// How often each of these tracks was played, as far as it is summed up.
    package static func playCounts(
        _ tracks: [ID<Track>],
        in session: any Session
    ) async throws(SQLError) -> [ID<Track>: Int] {
        guard !tracks.isEmpty else { return [:] }
        let rows = try await session.query(
            """
            SELECT track_id, CAST(sum(plays) AS BIGINT) AS plays FROM analytics_daily
            WHERE track_id IN (\(list: tracks)) GROUP BY track_id
            """
        )
        var counts: [ID<Track>: Int] = [:]
        for row in rows { counts[try row["track_id"]] = try row["plays"] }
        return counts
    }
}
