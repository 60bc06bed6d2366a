package import Crypto
internal import Essentials
internal import HTTP
package import ObjectStore
package import SQL

// Every statement on `assets` and `storage_use`.

extension Asset {
    private static let columns: SQL = """
        id, owner_user_id, bucket, key, size_bytes, mime, sha256, filename, probe, created_at
        """

    init(_ row: Row) throws {
        let probe: String? = try row["probe"]
        id = try row["id"]
        owner = try row["owner_user_id"]
        key = try ObjectKey(row["bucket"], row["key"])
        size = try row["size_bytes"]
        mime = try row["mime"]
        digest = try row["sha256"]
        filename = try row["filename"]
        self.probe = try probe.map { try JSONCoding.decode(ProbeAnswer.self, from: Array($0.utf8)) }
        createdAt = try row["created_at"]
    }

    static func find(_ id: AssetID, ownedBy owner: UserID, in session: any Session) async throws -> Asset? {
        try await session.first(
            """
            SELECT \(columns) FROM assets
            WHERE id = \(id) AND owner_user_id = \(owner) AND deleted_at IS NULL
            """
        ).map { try Asset($0) }
    }

    static func find(_ id: AssetID, in session: any Session) async throws -> Asset? {
        try await session.first("SELECT \(columns) FROM assets WHERE id = \(id) AND deleted_at IS NULL")
            .map { try Asset($0) }
    }

    func insert(in session: any Session) async throws {
        let probe = try probe.map { String(decoding: try JSONCoding.encode($0), as: UTF8.self) }
        try await session.execute(
            """
            INSERT INTO assets (\(Self.columns)) VALUES (
                \(id), \(owner), \(key.bucket), \(key.path), \(size), \(mime), \(digest),
                \(filename), \(probe), \(createdAt)
            )
            """
        )
    }

    /// Marks an asset as deleted and gives its owner the room back.
    ///
    /// Doing it twice changes nothing.
    static func tombstone(_ id: AssetID, at now: Instant, in session: any Session) async throws {
        let rows = try await session.query(
            """
            UPDATE assets SET deleted_at = \(now) WHERE id = \(id) AND deleted_at IS NULL
            RETURNING owner_user_id, size_bytes
            """
        )
        for row in rows {
            try await StorageUse.release(row["size_bytes"], of: row["owner_user_id"], in: session)
        }
    }

    /// Assets that were deleted before `end`: id and key, at most 100.
    static func deleted(before end: Instant, in session: any Session) async throws -> [(AssetID, ObjectKey)] {
        try await session.query(
            "SELECT id, bucket, key FROM assets WHERE deleted_at < \(end) ORDER BY deleted_at LIMIT 100"
        ).map { (try $0["id"], try ObjectKey($0["bucket"], $0["key"])) }
    }

    /// Forgets a deleted asset whose bytes are gone.
    static func forget(_ id: AssetID, in session: any Session) async throws {
        try await session.execute("DELETE FROM assets WHERE id = \(id) AND deleted_at IS NOT NULL")
    }

    /// Those of `paths` in the bucket of originals that belong to an asset or to an upload under way.
    static func known(_ paths: [String], in session: any Session) async throws -> Set<String> {
        let known = try await session.values(
            """
            SELECT key FROM assets WHERE bucket = \(Bucket.originals) AND key IN (\(list: paths))
            UNION SELECT key FROM uploads WHERE key IN (\(list: paths))
            """,
            as: String.self
        )
        return Set(known)
    }
}

/// How many bytes each person takes up, with the room that uploads under way have reserved.
enum StorageUse {
    static func bytes(of owner: UserID, in session: any Session) async throws -> Int {
        try await session.first("SELECT bytes FROM storage_use WHERE owner_user_id = \(owner)")
            .map { try $0[0] } ?? 0
    }

    /// Reserves room, or changes nothing and returns false where `quota` doesn't allow for it.
    ///
    /// One statement decides, so that uploads that start together can't take the same room.
    static func reserve(
        _ bytes: Int,
        of owner: UserID,
        quota: Int,
        in session: any Session
    ) async throws -> Bool {
        guard bytes <= quota else { return false }
        return try await session.execute(
            """
            INSERT INTO storage_use (owner_user_id, bytes) VALUES (\(owner), \(bytes))
            ON CONFLICT (owner_user_id) DO UPDATE SET bytes = storage_use.bytes + \(bytes)
            WHERE storage_use.bytes + \(bytes) <= \(quota)
            """
        ) == 1
    }

    static func release(_ bytes: Int, of owner: UserID, in session: any Session) async throws {
        try await session.execute(
            "UPDATE storage_use SET bytes = bytes - \(bytes) WHERE owner_user_id = \(owner)"
        )
    }
}

extension Bucket: SQLEnum {}

extension Digest: PathValue {}

extension Digest: SQLValue {
    package static var sqlType: DatumType { .text }
    /// 64 lower-case hexadecimal digits.
    package var sqlDatum: Datum { .text(description) }

    package init(sqlDatum datum: Datum) throws(SQLError) {
        guard case .text(let text) = datum, let digest = Digest(text) else {
            throw .mismatch(datum, Self.self)
        }
        self = digest
    }
}
