package import Catalog
internal import Crypto
package import Essentials
package import ObjectStore
internal import SQL
internal import Support

extension Stage {
    /// Runs `body` with an empty store of objects in a folder, which is removed afterwards.
    nonisolated(nonsending) package func withStore(
        _ body: (any ObjectStore) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            try await body(DiskStore(root: folder, key: .random()))
        }
    }

    /// Stores what would have been made of a version: 10 s of Opus in two segments, and its waveform.
    ///
    /// The bytes of each file are its own path below the version's folder.
    package func render(
        _ version: ID<Version>,
        into store: any ObjectStore,
        isComplete: Bool = true
    ) async throws {
        for file in ["init.mp4", "segment_000.m4s", "segment_001.m4s"].map({ "opus.1/\($0)" }) {
            try await store.put(ObjectKey(.transcodes, "\(version)/\(file)"), bytes: Array(file.utf8))
        }
        try await store.put(ObjectKey(.waveforms, "\(version).json"), bytes: Self.waveform([0, 1, -2, 3]))
        try await store.put(ObjectKey(.waveforms, "\(version).rms.json"), bytes: Self.waveform([3, 4]))
        try await store.put(ObjectKey(.waveforms, "\(version).png"), bytes: Array("png".utf8))
        try await database.execute(
            """
            INSERT INTO transcodes (
                id, version_id, format, generation, status, codec, bandwidth, segments, sample_rate,
                skip_samples, total_samples, is_complete, created_at, updated_at
            ) VALUES (
                \(ID<Stage>()), \(version), 'opus', 1, \(isComplete ? "ready" : "pending"), 'opus', 160000,
                '[[288000,120000],[196312,90000]]', 48000, 4152, \(isComplete ? 480_000 : nil), \(isComplete),
                \(Self.now), \(Self.now)
            )
            """
        )
    }

    /// Stores the file that a version was made of; its bytes are `original`.
    package func keepOriginal(of version: ID<Version>, in store: any ObjectStore) async throws {
        let keys = try await database.values(
            "SELECT a.key FROM assets a JOIN track_versions v ON v.original_asset_id = a.id WHERE v.id = \(version)",
            as: String.self
        )
        for key in keys { try await store.put(ObjectKey(.originals, key), bytes: Array("original".utf8)) }
    }

    private static func waveform(_ data: [Int]) -> [UInt8] {
        let numbers = data.map(String.init).joined(separator: ",")
        return Array(
            """
            {"version":2,"channels":1,"sample_rate":44100,"samples_per_pixel":256,"bits":8,"length":2,\
            "data":[\(numbers)]}

            """.utf8
        )
    }
}
