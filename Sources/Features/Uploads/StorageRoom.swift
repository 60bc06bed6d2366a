package import Essentials
internal import HTTP
internal import SQL

/// How much one person keeps here, and how much more there is room for.
package struct StorageRoom: Encodable, Sendable, Equatable {
    /// Bytes, with those that uploads under way have reserved.
    package let usedBytes: Int
    /// Bytes that the person may keep.
    package let quotaBytes: Int
    /// Bytes of the largest file that is taken.
    package let largestFileBytes: Int
}

extension Uploads {
    /// The room of `owner` as it is now.
    package func room(of owner: UserID) async throws -> StorageRoom {
        StorageRoom(
            usedBytes: try await StorageUse.bytes(of: owner, in: database),
            quotaBytes: settings.quota,
            largestFileBytes: settings.largestFile
        )
    }
}
