package import Catalog
package import Essentials
internal import Media
package import SQL

extension Playback {
    /// The encodings of each of these versions and how far they are: of each format the newest generation.
    package static func transcodes(
        of versions: [ID<Version>],
        in session: any Session
    ) async throws(SQLError) -> [ID<Version>: [TranscodeAnswer]] {
        guard !versions.isEmpty else { return [:] }
        let rows = try await session.query(
            """
            SELECT version_id, format, status FROM transcodes n
            WHERE version_id IN (\(list: versions)) AND generation = (
                SELECT max(generation) FROM transcodes o
                WHERE o.version_id = n.version_id AND o.format = n.format
            )
            ORDER BY version_id, format DESC
            """
        )
        var transcodes: [ID<Version>: [TranscodeAnswer]] = [:]
        for row in rows {
            let format: String = try row["format"]
            let answer = TranscodeAnswer(format: publicName(of: format), status: try row["status"])
            transcodes[try row["version_id"], default: []].append(answer)
        }
        return transcodes
    }

    /// What the API calls a format: segments are `hls_…`, a file has its own name.
    static func publicName(of format: String) -> String {
        RenditionFormat(rawValue: format)?.isOneFile == true ? format : "hls_\(format)"
    }
}
