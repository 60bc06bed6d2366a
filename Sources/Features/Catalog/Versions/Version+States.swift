package import Essentials
package import SQL

/// How a version goes from `pending` to `ready` or `failed`.
///
/// Each step changes only a version that stands where the step begins, so that a job that runs twice does no harm;
/// it tells whether it changed anything. A deleted version takes no step.
extension Version {
    /// Its first segment can be heard.
    @discardableResult
    package static func markPlayable(
        _ id: ID<Version>,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> Bool {
        try await session.execute(
            """
            UPDATE track_versions SET playable = 1, updated_at = \(now)
            WHERE id = \(id) AND deleted_at IS NULL AND status = 'pending' AND playable = 0
            """
        ) > 0
    }

    /// It can be heard to its end and all that a page shows of it is known.
    @discardableResult
    package static func markReady(
        _ id: ID<Version>,
        facts: VersionFacts,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> Bool {
        let changed = try await session.execute(
            """
            UPDATE track_versions SET status = 'ready', playable = 1, error_code = NULL, error_arguments = NULL,
                duration_ms = \(facts.durationMS), sample_rate = \(facts.sampleRate),
                channels = \(facts.channels), loudness_lufs = \(facts.loudnessLUFS),
                loudness_range_lu = \(facts.loudnessRangeLU), true_peak_dbtp = \(facts.truePeakDBTP),
                updated_at = \(now)
            WHERE id = \(id) AND deleted_at IS NULL AND status IN ('pending', 'ready')
            """
        )
        if changed > 0 { try await Track.keepPrimaryPlayable(holding: id, at: now, in: session) }
        return changed > 0
    }

    /// It can't be made; `problem` says why to the uploader.
    @discardableResult
    package static func markFailed(
        _ id: ID<Version>,
        problem: VersionProblem,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> Bool {
        let changed = try await session.execute(
            """
            UPDATE track_versions SET status = 'failed', playable = 0, error_code = \(problem.code),
                error_arguments = \(problem.argumentsJSON), updated_at = \(now)
            WHERE id = \(id) AND deleted_at IS NULL AND status = 'pending'
            """
        )
        if changed > 0 { try await Track.keepPrimaryPlayable(holding: id, at: now, in: session) }
        return changed > 0
    }

    /// It failed and is tried once more.
    @discardableResult
    package static func markPending(
        _ id: ID<Version>,
        at now: Instant = .now,
        in session: any Session
    ) async throws(SQLError) -> Bool {
        try await session.execute(
            """
            UPDATE track_versions SET status = 'pending', error_code = NULL, error_arguments = NULL,
                updated_at = \(now)
            WHERE id = \(id) AND deleted_at IS NULL AND status = 'failed'
            """
        ) > 0
    }
}

extension Track {
    /// Gives the track that holds `version` another primary version where its own is deleted, failed or lost.
    ///
    /// Ready versions come before pending ones, and later ones before earlier ones.
    static func keepPrimaryPlayable(
        holding version: ID<Version>,
        at now: Instant,
        in session: any Session
    ) async throws(SQLError) {
        try await session.execute(
            """
            UPDATE tracks SET updated_at = \(now), primary_version_id = (
                SELECT v.id FROM track_versions v WHERE v.track_id = tracks.id AND v.deleted_at IS NULL
                ORDER BY CASE v.status WHEN 'ready' THEN 0 WHEN 'pending' THEN 1 WHEN 'failed' THEN 2 ELSE 3 END,
                    v.number DESC
                LIMIT 1
            )
            WHERE id = (SELECT track_id FROM track_versions WHERE id = \(version))
            AND NOT EXISTS (
                SELECT 1 FROM track_versions p WHERE p.id = tracks.primary_version_id
                AND p.deleted_at IS NULL AND p.status IN ('ready', 'pending')
            )
            """
        )
    }
}
