internal import Crypto
internal import Essentials
internal import ObjectStore
internal import SQL

// Every statement on `uploads`.

extension Upload {
    private static let columns: SQL = """
        id, owner_user_id, asset_id, key, multipart_id, filename, size_bytes, part_bytes, sha256, is_picture,
        created_at, expires_at, completed_at
        """

    init(_ row: Row) throws {
        id = try row["id"]
        owner = try row["owner_user_id"]
        assetID = try row["asset_id"]
        multipart = Multipart(key: try ObjectKey(.originals, row["key"]), id: try row["multipart_id"])
        filename = try row["filename"]
        size = try row["size_bytes"]
        partSize = try row["part_bytes"]
        digest = try row["sha256"]
        isPicture = try row["is_picture"]
        createdAt = try row["created_at"]
        expiresAt = try row["expires_at"]
        completedAt = try row["completed_at"]
    }

    func insert(in session: any Session) async throws {
        try await session.execute(
            """
            INSERT INTO uploads (\(Self.columns)) VALUES (
                \(id), \(owner), \(assetID), \(multipart.key.path), \(multipart.id), \(filename), \(size),
                \(partSize), \(digest), \(isPicture), \(createdAt), \(expiresAt), \(completedAt)
            )
            """
        )
    }

    static func find(
        _ id: ID<Upload>,
        ownedBy owner: UserID,
        in session: any Session
    ) async throws -> Upload? {
        try await session.first(
            "SELECT \(columns) FROM uploads WHERE id = \(id) AND owner_user_id = \(owner)"
        ).map { try Upload($0) }
    }

    /// Uploads that ended before `end`, completed or not, at most 100.
    static func expired(before end: Instant, in session: any Session) async throws -> [Upload] {
        try await session.query(
            "SELECT \(columns) FROM uploads WHERE expires_at < \(end) ORDER BY expires_at LIMIT 100"
        ).map { try Upload($0) }
    }

    /// Marks the upload as complete; false where it already is, or is gone.
    func markCompleted(at now: Instant, in session: any Session) async throws -> Bool {
        try await session.execute(
            "UPDATE uploads SET completed_at = \(now) WHERE id = \(id) AND completed_at IS NULL"
        ) == 1
    }

    /// Removes the upload unless it is complete; false where there was nothing to remove.
    func removeUnfinished(in session: any Session) async throws -> Bool {
        try await session.execute("DELETE FROM uploads WHERE id = \(id) AND completed_at IS NULL") == 1
    }

    /// Forgets that the upload was completed.
    func forgetCompleted(in session: any Session) async throws {
        try await session.execute("DELETE FROM uploads WHERE id = \(id) AND completed_at IS NOT NULL")
    }
}
