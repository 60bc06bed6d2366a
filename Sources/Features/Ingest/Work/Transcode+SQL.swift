internal import Catalog
internal import Essentials
package import Media
internal import SQL

// Every statement on `transcodes`.

extension Transcode {
    /// The generation that the next attempt writes under.
    static func nextGeneration(
        of format: RenditionFormat,
        for version: ID<Version>,
        in session: any Session
    ) async throws -> Int {
        try await session.value(
            """
            SELECT coalesce(max(generation), 0) + 1 FROM transcodes
            WHERE version_id = \(version) AND format = \(format)
            """
        )
    }

    /// Whether all of the version is there in `format`.
    static func isComplete(
        _ format: RenditionFormat,
        of version: ID<Version>,
        in session: any Session
    ) async throws -> Bool {
        try await session.exists(
            """
            SELECT 1 FROM transcodes
            WHERE version_id = \(version) AND format = \(format) AND is_complete = 1
            """
        )
    }

    /// Whether an attempt at `format` was given up after `time`.
    static func hasFailed(
        _ format: RenditionFormat,
        of version: ID<Version>,
        since time: Instant,
        in session: any Session
    ) async throws -> Bool {
        try await session.exists(
            """
            SELECT 1 FROM transcodes
            WHERE version_id = \(version) AND format = \(format) AND status = 'failed' AND updated_at > \(time)
            """
        )
    }

    /// Takes the generation, before the first byte of it is stored.
    func insert(_ start: RenditionStart, at now: Instant, in session: any Session) async throws {
        try await session.execute(
            """
            INSERT INTO transcodes (
                id, version_id, format, generation, status, codec, bandwidth, sample_rate, skip_samples,
                created_at, updated_at
            ) VALUES (
                \(id), \(versionID), \(format), \(generation), 'pending', \(format.codecs), 0,
                \(sampleRate), \(start.skip), \(now), \(now)
            )
            """
        )
    }

    func update(initBytes: Int, at now: Instant, in session: any Session) async throws {
        try await session.execute(
            "UPDATE transcodes SET init_bytes = \(initBytes), updated_at = \(now) WHERE id = \(id)"
        )
    }

    /// Names the segments so far; all of them are stored.
    func updateSegments(at now: Instant, in session: any Session) async throws {
        try await session.execute(
            """
            UPDATE transcodes SET segments = \(segmentsJSON), bandwidth = \(bandwidth), updated_at = \(now)
            WHERE id = \(id)
            """
        )
    }

    /// Names all segments and says that no more follow.
    func complete(_ end: RenditionEnd, at now: Instant, in session: any Session) async throws {
        try await session.execute(
            """
            UPDATE transcodes SET segments = \(segmentsJSON), bandwidth = \(bandwidth),
                total_samples = \(end.frames), is_complete = 1, status = 'ready', updated_at = \(now)
            WHERE id = \(id)
            """
        )
    }

    /// Says of what was begun in `format` that it will not be finished.
    static func fail(
        _ format: RenditionFormat,
        of version: ID<Version>,
        at now: Instant,
        in session: any Session
    ) async throws {
        try await session.execute(
            """
            UPDATE transcodes SET status = 'failed', updated_at = \(now)
            WHERE version_id = \(version) AND format = \(format) AND status = 'pending'
            """
        )
    }

    /// The generations of `format` that were given up.
    static func failed(
        _ format: RenditionFormat,
        of version: ID<Version>,
        in session: any Session
    ) async throws -> [Int] {
        try await session.values(
            """
            SELECT generation FROM transcodes
            WHERE version_id = \(version) AND format = \(format) AND status = 'failed'
            """
        )
    }

    /// Says of a generation that no bytes of it are there.
    static func empty(
        _ generation: Int,
        _ format: RenditionFormat,
        of version: ID<Version>,
        in session: any Session
    ) async throws {
        try await session.execute(
            """
            UPDATE transcodes SET segments = '[]', bandwidth = 0, init_bytes = 0
            WHERE version_id = \(version) AND format = \(format) AND generation = \(generation)
            """
        )
    }

    /// The generations of `format` before `generation`, whose files are not needed once it is complete.
    static func older(
        than generation: Int,
        of format: RenditionFormat,
        for version: ID<Version>,
        in session: any Session
    ) async throws -> [Int] {
        try await session.values(
            """
            SELECT generation FROM transcodes
            WHERE version_id = \(version) AND format = \(format) AND generation < \(generation)
            """
        )
    }

    static func forget(
        _ generations: [Int],
        of format: RenditionFormat,
        for version: ID<Version>,
        in session: any Session
    ) async throws {
        guard !generations.isEmpty else { return }
        try await session.execute(
            """
            DELETE FROM transcodes WHERE version_id = \(version) AND format = \(format)
            AND generation IN (\(list: generations))
            """
        )
    }
}

extension RenditionFormat: SQLEnum {}
