internal import Catalog
internal import Essentials
internal import FoundationEssentials
internal import SQL

extension Rendition {
    /// What can be heard of a version now: of each format the newest generation with a segment, Opus first.
    static func of(_ version: ID<Version>, in session: any Session) async throws -> [Rendition] {
        let rows = try await session.query(
            """
            SELECT format, generation, codec, sample_rate, skip_samples, total_samples, segments, is_complete
            FROM transcodes WHERE version_id = \(version) AND status <> 'failed'
            ORDER BY generation DESC
            """
        )
        var newest: [String: Rendition] = [:]
        for row in rows {
            let rendition = try Rendition(row)
            if newest[rendition.format] == nil, !rendition.segments.isEmpty {
                newest[rendition.format] = rendition
            }
        }
        return newest.values.sorted { $0.rank < $1.rank }
    }

    private init(_ row: Row) throws {
        let format: String = try row["format"]
        let generation: Int = try row["generation"]
        let segments: String = try row["segments"]
        let isComplete: Bool = try row["is_complete"]
        let pairs = try JSONDecoder().decode([[Int]].self, from: Data(segments.utf8))
        self.init(
            format: format,
            folder: "\(format).\(generation)",
            codec: try row["codec"],
            sampleRate: try row["sample_rate"],
            skip: try row["skip_samples"],
            frames: isComplete ? try row["total_samples"] : nil,
            segments: pairs.filter { $0.count == 2 }.map { Segment(frames: $0[0], bytes: $0[1]) },
            isComplete: isComplete
        )
    }

    /// Opus before AAC before what must be asked for.
    private var rank: (Int, String) {
        (["opus", "aac"].firstIndex(of: format) ?? 2, format)
    }
}
