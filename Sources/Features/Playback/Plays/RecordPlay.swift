internal import Catalog
internal import Crypto
package import Essentials
package import SQL

/// Counts listenings: one for each listener and version in 30 minutes.
///
/// Reports that follow within that time lengthen the play: the most milliseconds, completed once it ever was, and
/// all cells heard. A member is one listener wherever they are; without an account, address and program together
/// make one. Either is hashed with the salt of the day.
package struct RecordPlay: Sendable {
    /// How long a listener's further reports belong to the same play.
    package static let window: Duration = .seconds(1800)

    private let database: any Database
    private let salts: DailySalts

    /// Counts into `database`.
    package init(database: any Database, salts: DailySalts) {
        self.database = database
        self.salts = salts
    }

    /// Counts `report` by `listener`.
    ///
    /// - Throws: ``PlaybackError/notFound`` where the listener may not hear the version, ``PlaybackError/notPlayable``
    ///   where there is nothing to be heard.
    package func callAsFunction(
        _ report: PlayReport,
        by listener: Listener,
        at now: Instant = .now
    ) async throws -> Play {
        let name = try await names(of: listener, at: now)
        return try await database.transaction { session in
            try await count(report, by: listener, name, at: now, in: session)
        }
    }

    /// Counts many listenings of the past, all or none of them; throws as above.
    func callAsFunction(
        _ listenings: [(report: PlayReport, listener: Listener, time: Instant)]
    ) async throws {
        var names: [Names] = []
        for one in listenings { names.append(try await self.names(of: one.listener, at: one.time)) }
        try await database.transaction { [names] session in
            for (one, name) in zip(listenings, names) {
                _ = try await count(one.report, by: one.listener, name, at: one.time, in: session)
            }
        }
    }

    private func count(
        _ report: PlayReport,
        by listener: Listener,
        _ name: Names,
        at now: Instant,
        in session: any Session
    ) async throws -> Play {
        let heard = try await version(of: report, for: listener, at: now, in: session)
        let play = try await claim(heard.id, for: name.listener, at: now, in: session)
        if play.isNew {
            try await insert(play.id, report, heard, listener, name, at: now, in: session)
        } else {
            try await lengthen(play.id, report, heard, in: session)
        }
        return play
    }

    private struct Heard {
        var id: ID<Version>
        var durationMS: Int64?
    }

    private struct Names {
        var listener: String
        var ipHash: String
    }

    private func version(
        of report: PlayReport,
        for listener: Listener,
        at now: Instant,
        in session: any Session
    ) async throws -> Heard {
        let wanted: SQL = report.versionID.map { "v.id = \($0)" } ?? "v.id = t.primary_version_id"
        let row = try await session.first(
            """
            SELECT v.id, v.duration_ms, v.playable FROM tracks t
            JOIN track_versions v ON v.track_id = t.id AND v.deleted_at IS NULL
            WHERE t.id = \(report.trackID) AND \(wanted)
            AND \(TrackAccess.audible(to: listener.viewer, key: listener.key, at: now))
            """
        )
        guard let row else { throw PlaybackError.notFound }
        guard try row["playable"] else { throw PlaybackError.notPlayable }
        return Heard(id: try row["id"], durationMS: try row["duration_ms"])
    }

    /// Asked before the transaction, since a salt that is rolled back must not be remembered.
    private func names(of listener: Listener, at now: Instant) async throws -> Names {
        let salt = try await salts.salt(of: Day(of: now), in: database)
        let identity = listener.viewer.userID?.text ?? "\(listener.address)\n\(listener.userAgent ?? "")"
        return Names(
            listener: HMACSHA256.text(for: identity, key: salt),
            ipHash: HMACSHA256.text(for: listener.address, key: salt)
        )
    }

    /// Makes this the listener's latest play of the version, unless one is younger than the window.
    ///
    /// The row stays locked until the transaction ends, so that two reports at once are one play.
    private func claim(
        _ version: ID<Version>,
        for listener: String,
        at now: Instant,
        in session: any Session
    ) async throws -> Play {
        let id = ID<Play>(at: now)
        let row = try await session.one(
            """
            INSERT INTO latest_plays (listener, version_id, play_id, started_at)
            VALUES (\(listener), \(version), \(id), \(now))
            ON CONFLICT (listener, version_id) DO UPDATE SET
                play_id = CASE WHEN latest_plays.started_at <= \(now - Self.window)
                    THEN excluded.play_id ELSE latest_plays.play_id END,
                started_at = CASE WHEN latest_plays.started_at <= \(now - Self.window)
                    THEN excluded.started_at ELSE latest_plays.started_at END
            RETURNING play_id
            """
        )
        let holder: ID<Play> = try row[0]
        return Play(id: holder, versionID: version, isNew: holder == id)
    }

    private func insert(
        _ id: ID<Play>,
        _ report: PlayReport,
        _ heard: Heard,
        _ listener: Listener,
        _ name: Names,
        at now: Instant,
        in session: any Session
    ) async throws(SQLError) {
        try await session.execute(
            """
            INSERT INTO analytics_play (
                id, track_id, version_id, user_id, listener, ip_hash, user_agent, referrer, started_at, day,
                watch_ms, completed, ranges
            ) VALUES (
                \(id), \(report.trackID), \(heard.id), \(listener.viewer.userID), \(name.listener),
                \(name.ipHash), \(UserAgentClass(userAgent: listener.userAgent)),
                \(Referrer.host(of: report.referrer)), \(now), \(Day(of: now)), \(report.listenedMS),
                \(report.completed), \(ranges(of: report, heard).description)
            )
            """
        )
    }

    private func lengthen(
        _ id: ID<Play>,
        _ report: PlayReport,
        _ heard: Heard,
        in session: any Session
    ) async throws {
        let row = try await session.one(
            "SELECT watch_ms, completed, ranges FROM analytics_play WHERE id = \(id)"
        )
        let before: (ms: Int64, completed: Bool, ranges: String) = try (row[0], row[1], row[2])
        let ranges = (HeardRanges(before.ranges) ?? HeardRanges()).union(ranges(of: report, heard))
        try await session.execute(
            """
            UPDATE analytics_play SET watch_ms = \(max(before.ms, report.listenedMS)),
                completed = \(before.completed || report.completed), ranges = \(ranges.description)
            WHERE id = \(id)
            """
        )
    }

    private func ranges(of report: PlayReport, _ heard: Heard) -> HeardRanges {
        HeardRanges(milliseconds: report.ranges, end: heard.durationMS ?? HeardRanges.longest)
    }
}

extension Playback {
    /// Counts listenings of the past, all or none of them; throws what ``RecordPlay`` throws.
    package func record(_ listenings: [(report: PlayReport, listener: Listener, time: Instant)]) async throws
    {
        try await recordPlay(listenings)
    }
}

extension UserAgentClass: SQLEnum {}
