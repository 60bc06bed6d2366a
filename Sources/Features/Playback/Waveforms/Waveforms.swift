package import Catalog
package import Essentials
package import SQL

extension Playback {
    /// Which of these versions have a waveform by now, be it a growing one.
    package static func outlined(
        among versions: [ID<Version>],
        in session: any Session
    ) async throws(SQLError) -> Set<ID<Version>> {
        guard !versions.isEmpty else { return [] }
        let found: [ID<Version>] = try await session.values(
            "SELECT version_id FROM waveforms WHERE version_id IN (\(list: versions))"
        )
        return Set(found)
    }
}
