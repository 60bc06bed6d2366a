package import Essentials
package import SQL

extension Track {
    /// Whether there is a track that somebody else than these people uploaded.
    package static func isAny(notOf people: [UserID], in session: any Session) async throws(SQLError) -> Bool
    {
        let others: SQL = people.isEmpty ? "" : "AND owner_user_id NOT IN (\(list: people))"
        return try await session.exists("SELECT 1 FROM tracks WHERE deleted_at IS NULL \(others) LIMIT 1")
    }
}
