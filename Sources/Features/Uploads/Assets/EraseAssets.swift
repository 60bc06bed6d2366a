package import Essentials
internal import ObjectStore
internal import SQL

extension Uploads {
    /// Takes away for good all that somebody uploaded, bytes first.
    ///
    /// Nothing may use it any more, which is the caller's care.
    package func erase(of owner: UserID) async throws {
        let rows = try await database.query(
            "SELECT id, bucket, key FROM assets WHERE owner_user_id = \(owner)"
        )
        for row in rows {
            let (id, key) = (try row["id"] as AssetID, try ObjectKey(row["bucket"], row["key"]))
            try await store.delete(key)
            try await database.execute("DELETE FROM assets WHERE id = \(id)")
        }
        try await database.execute("DELETE FROM storage_use WHERE owner_user_id = \(owner)")
    }
}
