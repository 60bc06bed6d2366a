package import Essentials
internal import FoundationEssentials
package import SQL

extension Version {
    /// The versions of a track by number, without deleted ones.
    package static func of(_ track: ID<Track>, in session: any Session) async throws(SQLError) -> [Version] {
        let rows = try await session.query(
            """
            SELECT \(columns) FROM track_versions v
            WHERE v.track_id = \(track) AND v.deleted_at IS NULL ORDER BY v.number
            """
        )
        return try rows.map { row throws(SQLError) in try Version(row) }
    }

    /// The version with this id, whoever may see it; nil where there is none or it is deleted.
    package static func find(_ id: ID<Version>, in session: any Session) async throws(SQLError) -> Version? {
        let row = try await session.first(
            "SELECT \(columns) FROM track_versions v WHERE v.id = \(id) AND v.deleted_at IS NULL"
        )
        return try row.map { row throws(SQLError) in try Version(row) }
    }

    /// What a version is read from, over `track_versions v`.
    static let columns: SQL = """
        v.id AS version_id, v.track_id AS version_track_id, v.number AS version_number,
        v.title AS version_title, v.version_label, v.version_type, v.metadata AS version_metadata,
        v.original_asset_id, v.status AS version_status, v.playable, v.error_code, v.error_arguments,
        v.duration_ms, v.sample_rate, v.channels, v.loudness_lufs, v.loudness_range_lu, v.true_peak_dbtp,
        v.created_at AS version_created_at
        """

    /// Reads the columns of ``columns``.
    init(_ row: Row) throws(SQLError) {
        id = try row["version_id"]
        trackID = try row["version_track_id"]
        number = try row["version_number"]
        title = try row["version_title"]
        label = try row["version_label"]
        type = try row["version_type"]
        metadata = try row["version_metadata"]
        originalAssetID = try row["original_asset_id"]
        status = try row["version_status"]
        isPlayable = try row["playable"]
        problem = try VersionProblem(code: row["error_code"], arguments: row["error_arguments"])
        durationMS = try row["duration_ms"]
        sampleRate = try row["sample_rate"]
        channels = try row["channels"]
        loudnessLUFS = try row["loudness_lufs"]
        loudnessRangeLU = try row["loudness_range_lu"]
        truePeakDBTP = try row["true_peak_dbtp"]
        createdAt = try row["version_created_at"]
    }
}

extension VersionProblem {
    /// The problem that two columns hold; nil where there is none.
    fileprivate init?(code: String?, arguments: String?) {
        guard let code else { return nil }
        let named = try? JSONDecoder().decode([String: String].self, from: Data((arguments ?? "{}").utf8))
        self.init(code: code, arguments: named ?? [:])
    }

    /// The arguments as the column holds them: a JSON object.
    var argumentsJSON: String {
        // Text by text always encodes.
        let bytes = try? JSONEncoder().encode(arguments)
        return bytes.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
